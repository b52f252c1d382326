package dev.firebreak.catalog.system;

import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import dev.firebreak.model.incident.Receiver;
import java.util.ArrayList;
import java.util.List;

/** Reads the receivers that are told by messages and answer nothing: other programs, mail, Teams, Discord. */
final class MessageReceivers {
    private MessageReceivers() {}

    /** All that are written; more than one is a problem of the caller's. */
    static List<Receiver> read(String name, Section receiver) {
        List<Receiver> found = new ArrayList<>();
        receiver.find("webhook").ifPresent(value -> {
            try (Section webhook = value.section("a webhook receiver")) {
                found.add(new Receiver.Webhook(
                        name, TargetReader.requireSecret(webhook, "url"), TargetReader.requireSecret(webhook, "key")));
            }
        });
        receiver.find("mail").ifPresent(value -> {
            try (Section mail = value.section("a mail receiver")) {
                found.add(new Receiver.Mail(
                        name,
                        mail.requireList("to").stream()
                                .map(MessageReceivers::address)
                                .toList()));
            }
        });
        receiver.find("teams").ifPresent(value -> {
            try (Section teams = value.section("a Teams receiver")) {
                found.add(new Receiver.Teams(name, TargetReader.requireSecret(teams, "url")));
            }
        });
        receiver.find("discord").ifPresent(value -> {
            try (Section discord = value.section("a Discord receiver")) {
                found.add(new Receiver.Discord(name, TargetReader.requireSecret(discord, "url")));
            }
        });
        return found;
    }

    private static String address(Value value) {
        String address = value.text();
        if (!address.matches("[^\\s@,<>\"]{1,64}@[^\\s@,<>\"]{1,190}")) {
            value.problems().add(value.at(), "the address '" + address + "'", "one such as team@example.com");
        }
        return address;
    }
}
