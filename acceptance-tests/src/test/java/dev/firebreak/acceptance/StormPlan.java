package dev.firebreak.acceptance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What monitoring tools say in a storm, the same for the same seed: a few groups in which more and more fires and some of
 * it ends, and as many that break, recover and break again. Two in five deliveries are repeats of an earlier one.
 */
final class StormPlan {
    private static final int SENDERS = 4;
    private static final int GROUPS_OF_A_SENDER = 3;
    private static final int EPISODES = 3;
    private static final int MOST_IN_A_DELIVERY = 20;
    private static final int LATEST_REPEAT = 40;
    /** Of the originals, so that two fifths of all are repeats. */
    private static final double REPEATED = 2.0 / 3;

    /** One alert begins or ends. */
    record Word(String fingerprint, boolean isFiring) {}

    /**
     * What is sent at once, and in the very same bytes when it is sent again.
     *
     * @param number of the delivery within its group; a repeat has that of its original
     */
    record Delivery(String group, int number, List<Word> words) {}

    private final RandomGenerator random;
    private final String name;

    private StormPlan(RandomGenerator random, String name) {
        this.random = random;
        this.name = name;
    }

    /**
     * @param name of the storm: the first part of its groups' names
     * @param alerts repeats not counted, about
     * @return what each sender says, in its order; no two speak of the same group
     */
    static List<List<Delivery>> of(RandomGenerator random, String name, int alerts) {
        StormPlan plan = new StormPlan(random, name);
        List<List<Delivery>> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            senders.add(plan.sender(sender, alerts / SENDERS));
        }
        return senders;
    }

    private List<Delivery> sender(int sender, int alerts) {
        List<Deque<Delivery>> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS_OF_A_SENDER; i++) {
            String number = sender + "-" + i;
            groups.add(new ArrayDeque<>(lasting(name + "-lasts-" + number, alerts / GROUPS_OF_A_SENDER)));
            groups.add(new ArrayDeque<>(recurring(name + "-recurs-" + number)));
        }
        return withRepeats(interleaved(groups));
    }

    /** Of three words one is the end of what fired before; never everything ends. */
    private List<Delivery> lasting(String group, int alerts) {
        List<Delivery> deliveries = new ArrayList<>();
        Deque<Word> firing = new ArrayDeque<>();
        int said = 0;
        while (said < alerts) {
            List<Word> words = new ArrayList<>();
            for (int i = random.nextInt(MOST_IN_A_DELIVERY) + 1; i > 0; i--) {
                if (firing.size() > MOST_IN_A_DELIVERY && random.nextInt(3) == 0) {
                    Word over = firing.removeFirst();
                    words.add(new Word(over.fingerprint(), false));
                } else {
                    Word begun = new Word(group + "-" + said, true);
                    words.add(begun);
                    firing.addLast(begun);
                }
                said++;
            }
            deliveries.add(new Delivery(group, deliveries.size(), words));
        }
        return deliveries;
    }

    private List<Delivery> recurring(String group) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int episode = 0; episode < EPISODES; episode++) {
            deliveries.add(new Delivery(group, 2 * episode, List.of(new Word(group, true))));
            deliveries.add(new Delivery(group, 2 * episode + 1, List.of(new Word(group, false))));
        }
        return deliveries;
    }

    /** Each group in its own order, spread over the whole storm. */
    private List<Delivery> interleaved(List<Deque<Delivery>> groups) {
        List<Delivery> all = new ArrayList<>();
        int left = groups.stream().mapToInt(Deque::size).sum();
        while (left > 0) {
            int chosen = random.nextInt(left);
            for (Deque<Delivery> group : groups) {
                if (chosen < group.size()) {
                    all.add(group.removeFirst());
                    break;
                }
                chosen -= group.size();
            }
            left--;
        }
        return all;
    }

    private List<Delivery> withRepeats(List<Delivery> originals) {
        List<Delivery> all = new ArrayList<>(originals);
        for (Delivery original : originals) {
            if (random.nextDouble() < REPEATED) {
                int behind = all.indexOf(original) + 1 + random.nextInt(LATEST_REPEAT);
                all.add(Math.min(behind, all.size()), original);
            }
        }
        return all;
    }
}
