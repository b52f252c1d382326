package dev.firebreak.remediation.action.lamp;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.outgoing.OpenOutside;

/** What every action passes, on a real lamp. */
class LampSwitchIT extends ActionContract {
    @Override
    protected Stage stage() { // a new one for each test
        Lamp lamp = new Lamp();
        return new Stage() {
            @Override
            public Doing doing() {
                return switching("target: lamp, to: 'on'");
            }

            @Override
            public Doing nothing() {
                return switching("target: none, to: 'on'");
            }

            @Override
            public Doing unreachable() {
                return switching("target: away, to: 'on'");
            }

            @Override
            public Doing undo(String before) {
                return switching("target: lamp, to: '" + before + "'");
            }

            @Override
            public String state() { // read past the action
                return lamp.state();
            }

            private Doing switching(String with) {
                LampSwitch action = new LampSwitch(OpenOutside.to(null));
                return new Doing(
                        action,
                        Requests.request(
                                action.declares(),
                                "lamp: {url: \"" + lamp.url() + "/lamp\"}, none: {url: \"" + lamp.url()
                                        + "/none\"}, away: {url: \"http://127.0.0.1:1/\"}",
                                with));
            }
        };
    }
}
