package dev.firebreak.notifier.slack.card;

import com.slack.api.model.block.LayoutBlock;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders a card. The same subject always gives the same card: there is no clock in it, times are left to Slack.
 *
 * <p>The places add up to less than 13,200 characters of JSON, above which Slack answers {@code msg_blocks_too_long}
 * (<a href="https://github.com/slackapi/bolt-js/issues/2509">seen</a>, not documented).
 */
public final class CardRenderer {
    private static final int ALERTS_SHOWN = 4;
    private static final int QUESTIONS_SHOWN = 2;

    private final @Nullable URI console;

    /** @param console where the console is seen by people; null leaves its links out */
    public CardRenderer(@Nullable URI console) {
        this.console = console;
    }

    public Card render(CardSubject subject) {
        Incident incident = subject.incident();
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(BlockKit.header(headline(incident)));
        blocks.add(BlockKit.fields(facts(incident)));
        if (!incident.alerts().isEmpty()) {
            blocks.add(BlockKit.section(alerts(incident)));
        }
        if (incident.suspect() != null) {
            blocks.add(BlockKit.section(suspect(incident.suspect(), incident.lastGood())));
        }
        subject.newestRemediation()
                .filter(remediation -> !remediation.steps().isEmpty())
                .ifPresent(remediation -> blocks.add(BlockKit.section(AutomationText.steps(remediation))));
        subject.questions().stream().limit(QUESTIONS_SHOWN).forEach(question -> {
            blocks.add(BlockKit.section(AutomationText.question(question)));
            blocks.add(Buttons.answer(question));
        });
        if (incident.state().isOpen()) {
            blocks.addAll(Checklist.of(subject));
        }
        blocks.add(BlockKit.section(NextStep.of(subject)));
        blocks.addAll(Buttons.incident(subject));
        blocks.add(BlockKit.context(origin(incident)));
        return Card.of(summary(incident), blocks);
    }

    private static String headline(Incident incident) {
        String severity = CardWords.word(incident.severity()) + " (" + Mrkdwn.plain(incident.level(), 20) + ")";
        String state = incident.state().isOpen() ? "" : CardWords.word(incident.state()) + " · ";
        String start = CardWords.sign(incident) + " " + state + severity + ": ";
        return start + Mrkdwn.plain(incident.title(), BlockKit.HEADER - start.length());
    }

    /** For notifications and screen readers. */
    private static String summary(Incident incident) {
        return CardWords.sign(incident) + " #" + incident.number() + " " + CardWords.word(incident.state()) + " · "
                + Mrkdwn.text(incident.level(), 20) + " · " + Mrkdwn.text(incident.title(), 300) + " · "
                + Mrkdwn.text(incident.system() + "/" + incident.service(), 120) + " · " + CardWords.impact(incident);
    }

    private static List<String> facts(Incident incident) {
        List<String> facts = new ArrayList<>();
        facts.add("*State*\n" + CardWords.word(incident.state()) + over(incident));
        facts.add("*Since*\n" + Mrkdwn.time(incident.openedAt()));
        facts.add("*Who has it*\n" + owner(incident));
        facts.add("*Impact*\n" + CardWords.impact(incident));
        facts.add("*Service*\n" + Mrkdwn.text(incident.system() + " / " + incident.service(), 120));
        String level = incident.level() + " · " + incident.levelTitle();
        facts.add("*Level*\n" + CardWords.sign(incident.severity()) + " " + Mrkdwn.text(level, 80));
        facts.add("*Runbook*\n"
                + (incident.runbook() == null
                        ? "None matches: a person decides"
                        : Mrkdwn.text(incident.runbook().title(), 120)));
        return facts;
    }

    private static String over(Incident incident) {
        if (incident.resolvedAt() == null) {
            return "";
        }
        if (incident.mergedInto() != null) {
            return ", merged into " + incident.mergedInto();
        }
        String by = incident.resolvedBy() == null ? "" : " by " + Mrkdwn.person(incident.resolvedBy());
        return " " + Mrkdwn.time(incident.resolvedAt()) + by;
    }

    private static String owner(Incident incident) {
        @Nullable String owner = incident.owner();
        return owner == null ? "Nobody yet" : Mrkdwn.person(owner);
    }

    private static String alerts(Incident incident) {
        List<String> lines = new ArrayList<>();
        lines.add("*What broke*");
        incident.alerts().stream().limit(ALERTS_SHOWN).map(CardRenderer::alert).forEach(lines::add);
        if (incident.alerts().size() > ALERTS_SHOWN) {
            lines.add("… and " + (incident.alerts().size() - ALERTS_SHOWN) + " more");
        }
        return Lines.joined(2000, lines);
    }

    private static String alert(AlertSummary alert) {
        String sign = alert.status() == AlertStatus.FIRING ? CardWords.sign(alert.severity()) : "✅";
        String title = alert.title().isBlank() ? alert.name() : alert.title();
        String words = alert.href() == null || alert.href().length() > 250
                ? Mrkdwn.text(title, 160)
                : Mrkdwn.link(alert.href(), title, 160);
        return sign + " " + words + " · " + Mrkdwn.text(alert.source(), 40);
    }

    private static String suspect(Deployment suspect, @Nullable Deployment lastGood) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "*Suspect deployment* " + named(suspect) + author(suspect) + " · " + Mrkdwn.time(suspect.createdAt()));
        if (suspect.commitMessage() != null && !suspect.commitMessage().isBlank()) {
            lines.add("“" + Mrkdwn.text(suspect.commitMessage(), 160) + "”" + commit(suspect));
        }
        lines.add(
                lastGood == null
                        ? "*Last good* unknown"
                        : "*Last good* " + named(lastGood) + " · " + Mrkdwn.time(lastGood.createdAt()));
        return Lines.joined(1400, lines);
    }

    private static String named(Deployment deployment) {
        String href = deployment.dashboardUrl() != null ? deployment.dashboardUrl() : deployment.url();
        return href == null || href.length() > 250
                ? Mrkdwn.code(deployment.id(), 80)
                : Mrkdwn.link(href, deployment.id(), 80);
    }

    private static String author(Deployment deployment) {
        return deployment.author() == null ? "" : " by " + Mrkdwn.text(deployment.author(), 60);
    }

    private static String commit(Deployment deployment) {
        return deployment.commit() == null ? "" : " " + Mrkdwn.code(shortCommit(deployment.commit()), 14);
    }

    private static String shortCommit(String commit) {
        return commit.length() > 10 ? commit.substring(0, 10) : commit;
    }

    private String origin(Incident incident) {
        String opened = "Incident #" + incident.number() + " · opened by "
                + Mrkdwn.text(incident.trigger().source(), 40) + ": "
                + Mrkdwn.text(incident.trigger().name(), 120);
        return console == null
                ? opened
                : opened + " · "
                        + Mrkdwn.link(
                                console.resolve("/incidents/" + incident.id()).toString(), "Open", 20);
    }
}
