package dev.firebreak.notifier.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param host the SMTP server; blank when mail is not used
 * @param user blank when the server asks for none
 * @param from whom mail comes from
 * @param timeout to connect, and for each answer of the server
 */
@ConfigurationProperties("firebreak.mail")
record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("firebreak@localhost") String from,
        @DefaultValue("starttls") Security security,
        @DefaultValue("10s") Duration timeout) {

    /** How the way to the server is protected; STARTTLS insists on it. */
    enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "MailSettings[host=" + host + ", port=" + port + ", user=" + user + ", from=" + from + ", security="
                + security + "]";
    }
}
