package dev.firebreak.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.firebreak.incident.lifecycle.World.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The decisions under simulation. {@code -Dfirebreak.simulation.seeds=10000} runs the full size; a failure names the
 * seed that repeats it.
 */
class SimulationTest {
    private static final long SEEDS = Long.getLong("firebreak.simulation.seeds", 1_000);
    private static final int STEPS = 200;
    private static final long SEEDS_TO_FIND_A_BUG = 400;

    @Test
    void keepsEveryPromiseWhateverCrashesWherever() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Simulation(seed, Core.REAL, Fault.NONE).run(STEPS);
            } catch (Invariants.Broken broken) {
                throw new AssertionError("seed " + seed + ": not kept: " + broken.getMessage(), broken);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsABugOfTheDecisions(Mutant mutant) {
        find(mutant, Fault.NONE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsABugOfTheShell(Fault fault) {
        find(Core.REAL, fault);
    }

    private static void find(Core core, Fault fault) {
        for (long seed = 0; seed < SEEDS_TO_FIND_A_BUG; seed++) {
            try {
                new Simulation(seed, core, fault).run(STEPS);
            } catch (Invariants.Broken broken) {
                assertThat(broken).hasMessageNotContaining("null");
                return;
            }
        }
        fail("not found in " + SEEDS_TO_FIND_A_BUG + " seeds");
    }
}
