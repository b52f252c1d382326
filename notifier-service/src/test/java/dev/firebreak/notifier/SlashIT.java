package dev.firebreak.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type in Slack, over real HTTP: the answer that they see, the command that stands on Kafka. */
class SlashIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static RunningNotifier notifier;
    private static Incident incident;

    @BeforeAll
    static void start() throws IOException {
        notifier = new RunningNotifier();
        incident = Incidents.incident(IncidentId.next());
        notifier.publish(Incidents.fact(1, incident, Incidents.opened()));
        await().atMost(PATIENCE)
                .until(() -> !notifier.obligations(incident.id().value()).isEmpty());
    }

    @AfterAll
    static void stop() {
        notifier.close();
    }

    @Test
    void listsWhatIsOpenAndWhereItStands() throws Exception {
        assertThat(type("U0ANYBODY", "list")).contains("*#12*", "P0", "nobody has it");
        assertThat(type("U0ANYBODY", "status #12")).contains("*#12*", "Complete service outage");
        assertThat(type("U0ANYBODY", "status #999999")).contains("no incident #999999", "/incident list");
        assertThat(type("U0ANYBODY", "")).contains("/incident acknowledge");
    }

    @Test
    void acknowledgesTheOnlyOpenOneInTheWordsOfWhoTyped() throws Exception {
        try (CommandsTopic commands = new CommandsTopic()) {
            assertThat(type("U0RESPONDER", "acknowledge \"Site down - investigating\""))
                    .contains("You take", "*#12*");

            assertThat(commands.await(
                            it -> it instanceof Command.AcknowledgeIncident acknowledge
                                    && acknowledge.incidentId().equals(incident.id()),
                            1))
                    .first()
                    .isInstanceOfSatisfying(Command.AcknowledgeIncident.class, acknowledge -> {
                        assertThat(acknowledge.note()).isEqualTo("Site down - investigating");
                        assertThat(acknowledge.actor().id()).isEqualTo("slack:U0RESPONDER");
                    });
        }
    }

    @Test
    void handsOverToWhomSlackNamesByTheAddressThatSlackHas() throws Exception {
        assertThat(type("U0RESPONDER", "assign #12")).contains("To whom?", "/incident assign #12");
        assertThat(type("U0STRANGER", "assign #12 me")).contains("FIREBREAK_SLACK_RESPONDERS");
        try (CommandsTopic commands = new CommandsTopic()) {
            assertThat(type("U0RESPONDER", "assign #12 <@U0MAIL|ada> \"your turn\""))
                    .contains("Handing over", "*#12*");
            type("U0RESPONDER", "assign #12 me");

            commands.await(
                    it -> it instanceof Command.AssignIncident given
                            && given.incidentId().equals(incident.id())
                            && given.to().equals(new Assignee("mail", "mail@example.com"))
                            && "your turn".equals(given.note()),
                    1);
            commands.await(
                    it -> it instanceof Command.AssignIncident taken
                            && taken.incidentId().equals(incident.id())
                            && taken.to().name().equals(taken.actor().name()),
                    1);
        }
    }

    @Test
    void pagesSilencesAndRunsWhatIsNamed() throws Exception {
        assertThat(type("U0ANYBODY", "runbook #12")).contains("Complete service outage");
        assertThat(type("U0RESPONDER", "page #12 nobody")).contains("one of", "incidents");
        assertThat(type("U0RESPONDER", "silence #12 forever")).contains("For how long, and why?");
        assertThat(type("U0RESPONDER", "runbook #12 run no-such")).contains("has no runbook no-such");
        assertThat(type("U0STRANGER", "silence #12 2h known")).contains("FIREBREAK_SLACK_RESPONDERS");
        try (CommandsTopic commands = new CommandsTopic()) {
            type("U0RESPONDER", "page #12 incidents \"please look\"");
            type("U0RESPONDER", "silence #12 2h \"disks are being changed\"");
            type("U0RESPONDER", "runbook #12 run");

            commands.await(
                    it -> it instanceof Command.PageReceiver page
                            && page.incidentId().equals(incident.id())
                            && "please look".equals(page.message()),
                    1);
            commands.await(
                    it -> it instanceof Command.SilenceIncident silence
                            && silence.incidentId().equals(incident.id())
                            && silence.reason().equals("disks are being changed"),
                    1);
            commands.await(
                    it -> it instanceof Command.RunRunbook run
                            && run.incidentId().equals(incident.id()),
                    1);
        }
    }

    @Test
    void sendsOneOfEachToWhoeverAsksAndNothingElse() throws Exception {
        assertThat(type("U0STRANGER", "sample")).contains("FIREBREAK_SLACK_RESPONDERS");
        assertThat(type("U0RESPONDER", "sample")).contains("7 samples");

        await().atMost(PATIENCE)
                .until(() -> notifier.vendors().cards("U0RESPONDER").size() == 7);
        assertThat(notifier.vendors().cards("U0RESPONDER")).allSatisfy(sample -> {
            assertThat(sample.field("text")).startsWith("Sample: ");
            assertThat(sample.field("blocks")).contains("nothing has happened").doesNotContain("action_id");
        });
        assertThat(notifier.count("select count(*) from subject where snapshot ->> 'system' = 'sample'"))
                .isZero();
    }

    @Test
    void declaresWhatIsBroken() throws Exception {
        assertThat(type("U0RESPONDER", "declare voiceaitraining/web \"nobody can log in\""))
                .contains("Declared for *voiceaitraining/web*");
        assertThat(type("U0RESPONDER", "declare everything is slow")).contains("dialog");
        assertThat(notifier.vendors().calls("views.open"))
                .anySatisfy(open -> assertThat(open.field("view")).contains("everything is slow"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"global", "system:voiceaitraining", "service:voiceaitraining/web", "action:vercel.rollback"})
    void pausesAutomation(String scope) throws Exception {
        try (CommandsTopic commands = new CommandsTopic()) {
            assertThat(type("U0RESPONDER", "automation pause " + scope + " release day"))
                    .contains(scope);

            assertThat(commands.await(
                            it -> it instanceof Command.PauseAutomation pause
                                    && pause.scope().equals(scope)
                                    && pause.reason().equals("release day"),
                            1))
                    .isNotEmpty();
        }
    }

    @Test
    void tellsWhoMayNotWhichSettingToChange() throws Exception {
        assertThat(type("U0STRANGER", "resolve #12")).contains("U0STRANGER", "FIREBREAK_SLACK_RESPONDERS");
    }

    private static String type(String user, String text) throws IOException, InterruptedException {
        String form = "token=t&team_id=T1&channel_id=C0ELSEWHERE&user_id=" + user
                + "&user_name=robin&command=%2Fincident&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8)
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fx&trigger_id=" + UUID.randomUUID();
        return await().atMost(PATIENCE).until(() -> answer(form), answer -> !isAskedAgain(answer));
    }

    /** A person waits for a second or two, which a busy machine may not keep. */
    private static boolean isAskedAgain(String answer) {
        return answer.contains("say it again in a moment") || answer.contains("try again in a moment");
    }

    private static String answer(String form) throws IOException, InterruptedException {
        var answer = notifier.fromSlack(form);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
