package dev.firebreak.notifier.mail;

import dev.firebreak.notifier.delivery.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Hands letters to the SMTP server. Waits for it, so it belongs on a thread that may. */
class MailRoom {
    private final MailSettings settings;
    private final JavaMailSenderImpl sender;

    MailRoom(MailSettings settings) {
        this.settings = settings;
        this.sender = sender(settings);
    }

    String domain() {
        return settings.from().substring(settings.from().indexOf('@') + 1);
    }

    Outcome<String> send(Letter letter, List<String> to) {
        if (settings.host().isBlank()) {
            return new Outcome.Refused<>("no mail server: set FIREBREAK_MAIL_HOST");
        }
        try {
            sender.send(message(letter, to));
            return new Outcome.Delivered<>("the mail server took it");
        } catch (MailSendException e) {
            return judge(e.getMessageExceptions().length > 0 ? e.getMessageExceptions()[0] : e.getCause());
        } catch (MailException e) { // our name is not accepted, or the letter cannot be written
            return new Outcome.Refused<>("the mail server refuses us: " + rootWords(e));
        } catch (MessagingException e) {
            return new Outcome.Refused<>("cannot be written as mail: " + rootWords(e));
        }
    }

    /** Servers say with a 5 in front what will be the same next time; no answer at all may pass. */
    private static Outcome<String> judge(@Nullable Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            return new Outcome.Refused<>("the mail server refuses us: " + rootWords(failure));
        }
        if (failure instanceof SendFailedException && rootWords(failure).matches("(?s).*\\b5\\d\\d\\b.*")) {
            return new Outcome.Refused<>("the mail server refuses it: " + rootWords(failure));
        }
        return new Outcome.Later<>(
                "the mail server did not take it: " + (failure == null ? "no answer" : rootWords(failure)), null, true);
    }

    private static String rootWords(Throwable failure) {
        @Nullable Throwable root = failure;
        String words = "";
        while (root != null) {
            words = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
            root = root instanceof MessagingException messaging && messaging.getNextException() != null
                    ? messaging.getNextException()
                    : root.getCause();
        }
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() > 300 ? line.substring(0, 300) : line;
    }

    private MimeMessage message(Letter letter, List<String> to) throws MessagingException {
        Threaded message = new Threaded(sender.getSession(), letter);
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.from());
        helper.setTo(to.toArray(String[]::new));
        helper.setSubject(letter.subject());
        helper.setText(letter.text(), letter.html());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
        return message;
    }

    /** Jakarta Mail writes an id of its own unless it is asked otherwise. */
    private static final class Threaded extends MimeMessage {
        private final Letter letter;

        Threaded(Session session, Letter letter) {
            super(session);
            this.letter = letter;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", letter.id());
            if (letter.answers() != null) {
                setHeader("In-Reply-To", letter.answers());
                setHeader("References", letter.answers());
            }
        }
    }

    private static JavaMailSenderImpl sender(MailSettings settings) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        if (!settings.user().isBlank()) {
            sender.setUsername(settings.user());
            sender.setPassword(settings.password());
        }
        String millis = Long.toString(settings.timeout().toMillis());
        Properties properties = sender.getJavaMailProperties();
        properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isBlank()));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.security()) {
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case NONE -> {}
        }
        return sender;
    }
}
