package dev.firebreak.ingest;

/** Bodies as the senders write them. */
public final class Samples {
    private Samples() {}

    public static String alertmanager(String alert, String service, String status) {
        return """
                {"receiver":"fire\\\\.break","status":"%3$s","alerts":[{"status":"%3$s","labels":{"alertname":"%1$s",\
                "severity":"critical","service":"%2$s","instance":"10.0.0.7:8080"},"annotations":{"summary":"5xx above 5%%",\
                "description":"7 of 100 fail","runbook_url":"https://runbooks.example.com/%1$s"},\
                "startsAt":"2026-02-01T10:00:00.123Z","endsAt":"%4$s",\
                "generatorURL":"http://prometheus:9090/graph?g0.expr=up","fingerprint":"5930b8414d980a58"}],\
                "groupLabels":{"alertname":"%1$s"},"commonLabels":{"alertname":"%1$s"},"commonAnnotations":{},\
                "externalURL":"http://alertmanager:9093","version":"4","groupKey":"{}:{alertname=\\"%1$s\\"}",\
                "truncatedAlerts":0}
                """.formatted(
                alert, service, status, status.equals("firing") ? "0001-01-01T00:00:00Z" : "2026-02-01T10:09:00Z");
    }

    public static String sentryEventAlert(String issueId) {
        return """
                {"action":"triggered","installation":{"uuid":"a8e5d37a-696c-4c54-adb5-b3f28d64c7de"},"data":{"event":{\
                "event_id":"e4874d664c3540c1a32eab185f12c5ab","project":1,"release":"web@1.2.3","platform":"javascript",\
                "datetime":"2026-02-01T10:00:00.391000Z","tags":[["browser","Chrome 75"],["module","checkout"],\
                ["level","error"]],"exception":{"values":[{"type":"ReferenceError","stacktrace":{"frames":[{"lineno":5}]}}]},\
                "culprit":"?(runner)","environment":"production","issue_id":"%1$s","level":"fatal",\
                "metadata":{"value":"heck is not defined"},"title":"ReferenceError: heck is not defined",\
                "url":"https://sentry.io/api/0/projects/acme/front-end/events/e4874d664c3540c1a32eab185f12c5ab/",\
                "web_url":"https://sentry.io/organizations/acme/issues/%1$s/events/e4874d664c3540c1a32eab185f12c5ab/",\
                "issue_url":"https://sentry.io/api/0/issues/%1$s/"},"triggered_rule":"High Error Rate"},\
                "actor":{"type":"application","id":"sentry","name":"Sentry"}}""".formatted(issueId);
    }

    public static String sentryIssue(String issueId, String action) {
        return """
                {"action":"%2$s","installation":{"uuid":"a8e5d37a-696c-4c54-adb5-b3f28d64c7de"},"data":{"issue":{"id":"%1$s",\
                "shortId":"FRONT-END-9","title":"ReferenceError: heck is not defined","culprit":"?(runner)","level":"error",\
                "metadata":{"type":"ReferenceError"},"platform":"javascript","project":{"id":"1","slug":"front-end"},\
                "firstSeen":"2026-02-01T10:00:00.391000Z","lastSeen":"2026-02-01T10:05:00Z","permalink":null,\
                "status":"unresolved"}},"actor":{"type":"user","id":7,"name":"Ada"}}""".formatted(issueId, action);
    }

    public static String sentryMetricAlert(String action, String closedAt) {
        return """
                {"action":"%1$s","installation":{"uuid":"a8e5d37a-696c-4c54-adb5-b3f28d64c7de"},"data":{"metric_alert":{\
                "id":"9","identifier":"3","organization_id":"5","projects":["checkout","web"],"status":20,\
                "title":"Checkout error rate","date_started":"2026-02-01T10:00:00Z","date_detected":"2026-02-01T10:01:00Z",\
                "date_closed":%2$s,"alert_rule":{"id":7,"name":"Checkout errors","aggregate":"count()",\
                "environment":"production","time_window":5,"triggers":[]}},\
                "description_text":"1000 events\\\\nFilter: level:error","description_title":"Critical: Checkout errors",\
                "web_url":"https://sentry.io/organizations/acme/alerts/3/"},"actor":{"id":"sentry","type":"application"}}""".formatted(action, closedAt);
    }

    public static String vercelDeployment(String type, String target) {
        return """
                {"id":"ev_1_%1$s","type":"%1$s","createdAt":1769940000000,"payload":{"user":{"id":"u1"},"team":{"id":"team_1"},\
                "project":{"id":"prj_1"},"deployment":{"id":"dpl_1","meta":{"githubCommitSha":"d8282fc","githubCommitRef":"main",\
                "githubCommitMessage":"Update page.tsx","githubCommitAuthorName":"Ada"},"name":"shop",\
                "url":"shop-abc.vercel.app","inspectorUrl":"https://vercel.com/acme/shop/1"},\
                "links":{"deployment":"https://vercel.com/acme/shop/1","project":"https://vercel.com/acme/shop"},\
                "name":"shop","plan":"pro","regions":["iad1"],"target":%2$s,"type":"LAMBDAS"}}""".formatted(type, target);
    }

    public static String vercelRollback() {
        return """
                {"id":"rb_1","type":"deployment.rollback","createdAt":1769940000000,"region":"iad1","payload":{\
                "team":{"id":"team_1"},"user":{"id":"u1"},"project":{"id":"prj_1"},"fromDeploymentId":"dpl_2",\
                "toDeploymentId":"dpl_1"}}""";
    }

    public static String vercelAlerts() {
        return """
                {"id":"al_1","type":"alerts.triggered","createdAt":1769940031000,"payload":{"teamId":"team_1",\
                "projectId":"prj_1","startedAt":1769940000000,"projectSlug":"shop","teamSlug":"acme","groupId":"grp_1",\
                "links":{"observability":"https://vercel.com/acme/shop/observability"},"alerts":[\
                {"startedAt":"2026-02-01T10:00:00.000Z","title":"Error rate anomaly","unit":"requests","count":1204,\
                "formattedValues":{"count":"1.2K","average":"14","stddev":"9"},"average":14.2,"stddev":9.1,\
                "zscore":130.7,"zscoreThreshold":5,"alertId":"alrt_1","type":"error_anomaly","metric":"5xx"},\
                {"title":"Usage anomaly","type":"usage_anomaly"}]}}""";
    }

    /** As Prometheus itself posts it. */
    public static String prometheusApi(String startsAt, String endsAt) {
        return """
                [{"labels":{"alertname":"QueueBacklog","service":"worker","severity":"high","env":"production"},\
                "annotations":{"summary":"1204 jobs wait"},"startsAt":"%s","endsAt":"%s",\
                "generatorURL":"http://prometheus:9090/graph?g0.expr=x"}]""".formatted(startsAt, endsAt);
    }

    public static String plainJson() {
        return """
                {"name":"QueueBacklog","status":"firing","severity":"warning","service":"worker","message":"1204 jobs wait",\
                "tags":{"module":"checkout","shard":7},"url":"https://grafana.example/d/1","timestamp":1769940000}""";
    }

    public static String cloudEvent() {
        return """
                {"specversion":"1.0","id":"e1","source":"/uptime","type":"com.example.check.failed","subject":"web",\
                "time":"2026-02-01T11:59:00Z","region":"eu","datacontenttype":"application/json",\
                "data":{"check":"login","severity":"critical","details":"no answer in 5 s","labels":{"module":"auth"}}}""";
    }

    public static String pagerDutyEvent(String action) {
        return """
                {"routing_key":"0123456789abcdef0123456789abcdef","event_action":"%s","dedup_key":"srv01/disk",\
                "client":"Nagios","client_url":"https://nagios.example","links":[{"href":"https://wiki.example/disk",\
                "text":"Runbook"}],"payload":{"summary":"Disk 95 %% full","source":"srv01","severity":"error",\
                "component":"postgres","class":"disk","timestamp":"2026-02-01T11:59:00Z",\
                "custom_details":{"free":5}}}""".formatted(action);
    }
}
