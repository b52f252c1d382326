package dev.firebreak.eventlog;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerPostProcessor;

/**
 * Gives a step all that is there when it begins. A consumer asks for the next records before it hands over those it has,
 * and the broker answers with the first one that comes; what comes after that, during a step, is not in the next step but
 * in the one after it. So when a poll answers at once, which means from before the step, the consumer is polled again,
 * for a moment.
 */
final class SecondLook<K, V> implements ConsumerPostProcessor<K, V> {
    /** With so many at hand nobody waits for a step: the steps are what is waited for. */
    private static final int ENOUGH = 100;

    private final Duration atOnce;
    private final Duration moment;

    /**
     * @param atOnce a poll that took longer has waited for news, and there is no more of it yet
     * @param moment the longest time to look again
     */
    SecondLook(Duration atOnce, Duration moment) {
        this.atOnce = atOnce;
        this.moment = moment;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Consumer<K, V> apply(Consumer<K, V> consumer) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, new Looking(consumer));
    }

    /** Used by one thread, like every consumer. */
    private final class Looking implements InvocationHandler {
        private final Consumer<K, V> consumer;
        private @Nullable RuntimeException postponed;

        private Looking(Consumer<K, V> consumer) {
            this.consumer = consumer;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("poll") && arguments != null && arguments[0] instanceof Duration timeout) {
                return poll(timeout);
            }
            try {
                return method.invoke(consumer, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private ConsumerRecords<K, V> poll(Duration timeout) {
            if (postponed != null) {
                RuntimeException problem = postponed;
                postponed = null;
                throw problem;
            }
            long began = System.nanoTime();
            ConsumerRecords<K, V> first = consumer.poll(timeout);
            boolean isOld = System.nanoTime() - began < atOnce.toNanos();
            return first.isEmpty() || first.count() >= ENOUGH || !isOld ? first : together(first, lookAgain());
        }

        /** What fails here fails with the next poll: the consumer is past the first records and would not repeat them. */
        private ConsumerRecords<K, V> lookAgain() {
            try {
                return consumer.poll(moment);
            } catch (RuntimeException e) {
                postponed = e;
                return ConsumerRecords.empty();
            }
        }

        private ConsumerRecords<K, V> together(ConsumerRecords<K, V> first, ConsumerRecords<K, V> second) {
            Map<TopicPartition, List<ConsumerRecord<K, V>>> records = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
            // Whoever was given a partition in between begins with what is not committed, so with these as well.
            Set<TopicPartition> own = consumer.assignment();
            first.partitions().stream().filter(own::contains).forEach(partition -> {
                records.put(partition, new ArrayList<>(first.records(partition)));
                @Nullable OffsetAndMetadata place = first.nextOffsets().get(partition);
                if (place != null) {
                    next.put(partition, place);
                }
            });
            second.partitions()
                    .forEach(partition -> records.merge(partition, second.records(partition), SecondLook::inOrder));
            next.putAll(second.nextOffsets());
            return new ConsumerRecords<>(records, next);
        }
    }

    /** A partition that went away and came back begins anew. */
    private static <K, V> List<ConsumerRecord<K, V>> inOrder(
            List<ConsumerRecord<K, V>> first, List<ConsumerRecord<K, V>> second) {
        long anew = second.getFirst().offset();
        List<ConsumerRecord<K, V>> all = new ArrayList<>(
                first.stream().filter(record -> record.offset() < anew).toList());
        all.addAll(second);
        return all;
    }
}
