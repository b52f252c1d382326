package dev.firebreak.standalone;

/** Whom Firebreak talks to outside; one without credentials is served by the sandbox. */
public enum Provider {
    VERCEL("Vercel", "FIREBREAK_VERCEL_TOKEN"),
    SLACK("Slack", "FIREBREAK_SLACK_BOT_TOKEN"),
    PAGERDUTY("PagerDuty", "FIREBREAK_PAGERDUTY_ROUTING_KEY"),
    STATUSPAGE("Statuspage", "FIREBREAK_STATUSPAGE_TOKEN"),
    GITHUB("GitHub", "FIREBREAK_GITHUB_TOKEN");

    private final String title;
    private final String credential;

    Provider(String title, String credential) {
        this.title = title;
        this.credential = credential;
    }

    public String title() {
        return title;
    }

    /** The setting that makes it the real one. */
    public String credential() {
        return credential;
    }
}
