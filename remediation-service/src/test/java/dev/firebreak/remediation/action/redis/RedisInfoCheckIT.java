package dev.firebreak.remediation.action.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.check.CheckContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedisInfoCheckIT extends CheckContract {
    private static final Pattern EXPECTED = Pattern.compile("redis\\.info,?\\s+with: \\{[^}]*expect: ([^}]*)}");
    private static final Pattern FIELD = Pattern.compile("body\\.(\\w+)");

    private final RedisStage redis = new RedisStage();

    /** A field that is not there is no error: the expectation would just never hold. */
    @Test
    void theRunbooksThatShipAskForFieldsThatRedisHas() throws IOException {
        List<String> asked;
        try (Stream<Path> files = Files.walk(Path.of("..", "runbooks"))) {
            asked = files.filter(file -> file.toString().endsWith(".yaml"))
                    .flatMap(file -> EXPECTED.matcher(text(file)).results())
                    .flatMap(expect -> FIELD.matcher(expect.group(1)).results())
                    .map(field -> field.group(1))
                    .distinct()
                    .toList();
        }

        assertThat(asked).isNotEmpty();
        assertThat(RedisInfoCheck.fields(redis.info())).containsKeys(asked.toArray(String[]::new));
    }

    @Override
    protected Looking good() {
        return looking("target: cache, expect: 'body.used_memory > 0 && body.memory_share < 0.9'");
    }

    @Override
    protected Looking bad() {
        return looking("target: cache, expect: 'body.connected_clients > 100000'");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away, expect: 'body.used_memory > 0'");
    }

    private Looking looking(String with) {
        return new Looking(new RedisInfoCheck(redis.connections), RedisStage.request("redis.info", with));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
