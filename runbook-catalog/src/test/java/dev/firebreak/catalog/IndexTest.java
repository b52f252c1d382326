package dev.firebreak.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Needs;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.alert.Alert;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looking into the index gives what trying all gives. */
class IndexTest {
    private static final Catalog CATALOG = Folders.load(Path.of("../runbooks"));

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            alert.name == 'A' ; name=A
            'A' == alert.name ; name=A
            alert.name in ['A', 'B'] ; name=A name=B
            alert.name == 'A' || alert.service == 'b' ; name=A service=b
            alert.source == 'sentry' && alert.name == 'A' ; name=A
            alert.labels.system == 'shop' && alert.service in ['a', 'b'] ; service=a service=b
            alert.labels.system == 'shop' && alert.severity == 'critical' ; labels.system=shop
            alert.name == 'A' && !has(alert.labels.system) ; name=A
            alert.name == 'A' || has(alert.labels.system) ; -
            alert.name != 'A' ; -
            !(alert.name == 'A') ; -
            alert.name == alert.service ; -
            alert.name in ['A', alert.service] ; -
            alert.title.matches('x') ; -
            alert.name == 'A' ? true : false ; -
            ['x'].exists(alert, alert == 'x') ; -
            """)
    void whatAConditionNeedsIsToldFromItsComparisons(String condition, String needs) {
        Optional<Needs> told = Condition.parse(condition, Site.ALERT).needs();

        assertThat(told.map(IndexTest::words).orElse(Set.of("-"))).isEqualTo(Set.of(needs.split(" ", -1)));
    }

    @Test
    void theIndexGivesWhatTryingAllGives() {
        List<Alert> alerts = new ArrayList<>();
        for (RunbooksTest.Case one : RunbooksTest.CASES) {
            alerts.add(one.alert());
        }
        List<String> names = alerts.stream().map(Alert::name).distinct().toList();
        for (Alert alert : List.copyOf(alerts)) {
            names.forEach(name -> alerts.add(named(alert, name)));
        }

        for (Alert alert : alerts) {
            assertThat(CATALOG.match(alert, Alerts.NOON).stream()
                            .map(IndexTest::words)
                            .toList())
                    .as(alert.toString())
                    .isEqualTo(byTryingAll(alert));
        }
    }

    private static List<String> byTryingAll(Alert alert) {
        List<String> found = new ArrayList<>();
        Scope bare = Scope.builder(alert.receivedAt()).alert(alert).build();
        for (SystemDefinition system : CATALOG.systems()) {
            system.services().stream()
                    .filter(service -> service.identify().holds(bare))
                    .forEach(service -> {
                        Scope scope = Scope.builder(Alerts.NOON)
                                .alert(alert)
                                .service(system, service)
                                .build();
                        CATALOG.runbooks().stream()
                                .filter(runbook -> runbook.ref().system().equals(system.name()))
                                .filter(runbook ->
                                        runbook.matching(service, scope).isPresent())
                                .forEach(runbook -> found.add(words(system.name(), service.name(), runbook.file())));
                    });
        }
        return found;
    }

    private static String words(Match match) {
        return words(
                match.system().name(), match.service().name(), match.runbook().file());
    }

    private static String words(String system, String service, String file) {
        return system + " " + service + " " + file;
    }

    private static Set<String> words(Needs needs) {
        return needs.anyOf().stream()
                .map(value -> value.field() + "=" + value.text())
                .collect(Collectors.toSet());
    }

    private static Alert named(Alert alert, String name) {
        return Alerts.prometheus(
                name,
                alert.severity(),
                "system",
                alert.labels().getOrDefault("system", "none"),
                "service",
                alert.service());
    }
}
