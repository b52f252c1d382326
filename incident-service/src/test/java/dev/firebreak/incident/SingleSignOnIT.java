package dev.firebreak.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Logging in at the console by way of an OpenID provider, which checks what the console asks and proves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SingleSignOnIT {
    @SuppressWarnings("NullAway.Init")
    private IdentityProvider provider;

    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @BeforeAll
    void start() {
        provider = new IdentityProvider();
        firebreak = new Harness(
                "--FIREBREAK_CONSOLE_URL=http://127.0.0.1:8080/",
                "--FIREBREAK_OIDC_ISSUER=" + provider.issuer(),
                "--FIREBREAK_OIDC_AUDIENCE=firebreak",
                "--FIREBREAK_OIDC_ROLE_CLAIM=realm_access.roles",
                "--FIREBREAK_OIDC_ROLES=viewer=staff,responder=sre,admin=leads",
                "--FIREBREAK_OIDC_CLIENT_ID=" + IdentityProvider.CLIENT,
                "--FIREBREAK_OIDC_CLIENT_SECRET=" + IdentityProvider.SECRET,
                "--FIREBREAK_OIDC_TITLE=Shop SSO");
    }

    @AfterAll
    void stop() {
        firebreak.close();
        provider.close();
    }

    @Test
    void whomTheProviderKnowsIsLetInWithTheRoleThatItsWordsMean() {
        Console ann = new Console(firebreak);
        String login = ann.text("/login?next=/catalogue");
        assertThat(login).contains("href=\"/login/oidc?next=/catalogue\"", "Log in with Shop SSO");

        HttpResponse<String> back = arrive(ann, consent(ann, "/catalogue", "sre"));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location")).contains("/catalogue");
        assertThat(back.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("firebreak=")
                        && cookie.toLowerCase(Locale.ROOT).contains("httponly"))
                .anyMatch(cookie -> cookie.startsWith("firebreak-oidc=;"));
        String incident = "/api/incidents/" + firebreak.open("Known", "web").number();
        assertThat(ann.text("/")).contains("ann");
        assertThat(ann.page("/access").statusCode()).isEqualTo(403);
        assertThat(ann.command("POST", incident + "/acknowledge", "{}").statusCode())
                .isEqualTo(200);
        assertThat(firebreak.getJson(incident + "/timeline").toString())
                .contains("\"id\":\"oidc:248289761001\"", "\"origin\":\"console\"");
    }

    @Test
    void whoLogsOutIsLoggedOutAtTheProviderToo() throws Exception {
        Console ann = new Console(firebreak);
        arrive(ann, consent(ann, "/", "sre"));
        ann.page("/");

        HttpResponse<String> answer = ann.form("/logout", Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ann.page("/").statusCode()).isEqualTo(303);
        assertThat(answer.body()).contains("You are logged out here", ">Shop SSO</a>");
        URI back = provider.logOut(farewell(answer));
        assertThat(back).hasToString("http://127.0.0.1:8080/login/oidc/back");
        HttpResponse<String> arrived = ann.page(back.getPath());
        assertThat(arrived.statusCode()).isEqualTo(303);
        assertThat(arrived.headers().firstValue("Location")).contains("/login");
    }

    /** As a browser reads it: the address is given twice, for it to go by itself and for a person who has to help. */
    private static URI farewell(HttpResponse<String> answer) {
        String itself = answer.body().replaceAll("(?s).*http-equiv=\"refresh\" content=\"0;url=([^\"]*)\".*", "$1");
        assertThat(answer.body()).contains("<a href=\"" + itself + "\">");
        return URI.create(itself.replace("&amp;", "&"));
    }

    @Test
    void theTokenThatBeganASessionIsReadableForNobodyWhoReadsTheDatabase() throws Exception {
        Console ann = new Console(firebreak);
        arrive(ann, consent(ann, "/", "sre"));
        try (Connection database = firebreak.connection();
                ResultSet kept = database.createStatement()
                        .executeQuery("select id_token from console_session where subject is not null")) {
            assertThat(kept.next()).isTrue();
            assertThat(new String(kept.getBytes(1), UTF_8)).doesNotContain("eyJ");
        }
    }

    @Test
    void whoCameWithAPasswordIsNotSentToTheProvider() {
        Console ray = Console.loggedIn(firebreak, "ray", "always-on-call");
        ray.page("/");

        HttpResponse<String> answer = ray.form("/logout", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/login");
    }

    @Test
    void aProviderThatEndsNoSessionsIsLeftAlone() {
        provider.endsSessions(false);
        restart();
        try {
            Console ann = new Console(firebreak);
            arrive(ann, consent(ann, "/", "sre"));
            ann.page("/");

            HttpResponse<String> answer = ann.form("/logout", Map.of());

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/login");
            assertThat(ann.page("/").statusCode()).isEqualTo(303);
        } finally {
            provider.endsSessions(true);
            restart();
        }
    }

    /** What a provider says of itself is asked once in a while only. */
    private void restart() {
        firebreak.stopServices();
        firebreak.startService();
    }

    @Test
    void theLocalLoginStays() {
        assertThat(Console.loggedIn(firebreak, "ray", "always-on-call").text("/"))
                .contains("ray");
    }

    @Test
    void aSessionOutlivesTheServiceAndEndsWhenItsWordsMeanNothingAnyMore() {
        Console ann = new Console(firebreak);
        arrive(ann, consent(ann, "/", "staff"));
        restart();
        assertThat(ann.page("/").statusCode()).isEqualTo(200);

        firebreak.sql("update console_session set words = array['choir'] where subject is not null");

        assertThat(ann.page("/").statusCode()).isEqualTo(303);
    }

    @Test
    void anAnswerThatAnotherBrowserAskedForIsNotTaken() {
        Console mallory = new Console(firebreak);
        URI hers = consent(mallory, "/", "leads");
        Console ann = new Console(firebreak);
        consent(ann, "/", "sre"); // she is underway herself

        refused(arrive(ann, hers), "not begun in this browser");
        refused(arrive(new Console(firebreak), hers), "not begun in this browser");
        assertThat(ann.page("/").statusCode()).isEqualTo(303);
    }

    @Test
    void aCodeIsGoodOnceAndForWhoKnowsTheVerifier() {
        Console ann = new Console(firebreak);
        URI back = consent(ann, "/", "sre");
        assertThat(arrive(ann, back).statusCode()).isEqualTo(303);
        refused(arrive(ann, back), "not begun in this browser");

        Console mallory = new Console(firebreak);
        URI own = consent(mallory, "/", "staff");
        String stolen = consent(new Console(firebreak), "/", "leads").getQuery().replaceAll(".*code=([^&]*).*", "$1");
        refused(arrive(mallory, replaced(own, "code", stolen)), "did not confirm this login");
    }

    @Test
    void aTokenThatIsNotForThisLoginIsNotTaken() {
        refused(answer("sre", claims -> claims.claim("nonce", "of another login")), "belongs to another login");
        refused(answer("sre", claims -> claims.audience("another program")), "not for this console");
        refused(answer("sre", claims -> claims.claim("azp", "another program")), "belongs to another login");
        refused(answer("sre", claims -> claims.issuer("http://elsewhere.example")), "not for this console");
        refused(answer("sre", claims -> claims.claim("exp", 1_000)), "expired");
    }

    @Test
    void whoHasNoRoleHereIsToldSoAndWhoTurnsBackToo() {
        refused(answer("choir", claims -> claims), "none of the roles in FIREBREAK_OIDC_ROLES");
        Console ann = new Console(firebreak);
        URI back = consent(ann, "/", "sre");
        String state = back.getQuery().replaceAll(".*state=([^&]*).*", "$1");
        refused(
                ann.page(back.getPath() + "?error=access_denied&error_description=%3Cb%3E&state=" + state),
                "did not let you through");
    }

    @Test
    void nobodyIsSentOnToAnotherSite() {
        Console ann = new Console(firebreak);
        HttpResponse<String> back = arrive(ann, consent(ann, "//evil.example", "sre"));

        assertThat(back.headers().firstValue("Location")).contains("/");
    }

    private HttpResponse<String> answer(String role, UnaryOperator<JWTClaimsSet.Builder> change) {
        Console ann = new Console(firebreak);
        return arrive(ann, provider.consent(departure(ann, "/"), List.of(role), change));
    }

    private URI consent(Console browser, String next, String role) {
        return provider.consent(departure(browser, next), List.of(role), claims -> claims);
    }

    private static URI departure(Console browser, String next) {
        HttpResponse<String> answer = browser.page("/login/oidc?next=" + URLEncoder.encode(next, UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    /** The provider knows the console by the address in the settings; here it listens on another port. */
    private static HttpResponse<String> arrive(Console browser, URI back) {
        assertThat(back.toString()).startsWith("http://127.0.0.1:8080/login/oidc/back?");
        return browser.page(back.getPath() + "?" + back.getRawQuery());
    }

    private static URI replaced(URI address, String field, String value) {
        return URI.create(address.toString().replaceAll(field + "=[^&]*", field + "=" + value));
    }

    private static void refused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains(why);
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("firebreak="));
    }
}
