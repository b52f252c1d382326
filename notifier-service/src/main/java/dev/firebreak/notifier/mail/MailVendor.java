package dev.firebreak.notifier.mail;

import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.command.CommandIds;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.delivery.Rate;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.Vendor;
import dev.firebreak.notifier.obligation.Transition;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Mail, one thread an incident. The server's acceptance is the proof: what becomes of it then nobody tells. */
class MailVendor implements Vendor {
    private static final Rate RATE = new Rate(1, 10);
    private static final int BUNDLES_FROM = 5;

    private final MailRoom room;
    private final Scheduler threads;
    private final @Nullable URI console;

    MailVendor(MailRoom room, ExecutorService threads, @Nullable URI console) {
        this.room = room;
        this.threads = Schedulers.fromExecutorService(threads);
        this.console = console;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return receiver instanceof Receiver.Mail;
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return true;
    }

    /** The same people, whatever they are called; the addresses themselves stay out of metrics. */
    @Override
    public String destination(Receiver receiver) {
        return receiver instanceof Receiver.Mail mail
                ? CommandIds.of(mail.to().toArray(String[]::new)).toString()
                : "";
    }

    @Override
    public Rate rate() {
        return RATE;
    }

    @Override
    public int bundlesFrom() {
        return BUNDLES_FROM;
    }

    @Override
    public Mono<Outcome<String>> send(Bundle bundle) {
        if (!(bundle.first().message().receiver() instanceof Receiver.Mail mail)) {
            throw new IllegalArgumentException(
                    "no mail: " + bundle.first().message().receiver());
        }
        Letter letter = Letter.of(bundle, console, room.domain());
        return Mono.fromCallable(() -> room.send(letter, mail.to())).subscribeOn(threads);
    }
}
