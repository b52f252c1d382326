package dev.firebreak.notifier.slack.modal;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.view.ViewState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dialog as somebody sent it.
 *
 * @param viewId Slack's, the same when it is sent again
 * @param about the private metadata: an incident's id, or empty
 * @param values by the names of what was asked; what was left empty is not there
 */
record Filled(
        String userId, String userName, String viewId, String callbackId, String about, Map<String, String> values) {
    Filled {
        values = Map.copyOf(values);
    }

    static Filled of(ViewSubmissionPayload payload) {
        Map<String, String> values = new HashMap<>();
        @Nullable ViewState state = payload.getView().getState();
        if (state != null && state.getValues() != null) {
            state.getValues()
                    .forEach((block, actions) -> actions.values().forEach(value -> {
                        @Nullable
                        String text = value.getSelectedOption() == null
                                ? value.getValue()
                                : value.getSelectedOption().getValue();
                        if (text != null && !text.isBlank()) {
                            values.put(block, text.strip());
                        }
                    }));
        }
        return new Filled(
                payload.getUser().getId(),
                Objects.requireNonNullElse(
                        payload.getUser().getName(), payload.getUser().getId()),
                Objects.toString(payload.getView().getId(), ""),
                Objects.toString(payload.getView().getCallbackId(), ""),
                Objects.toString(payload.getView().getPrivateMetadata(), ""),
                values);
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }
}
