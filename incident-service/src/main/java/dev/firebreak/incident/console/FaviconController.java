package dev.firebreak.incident.console;

import dev.firebreak.incident.api.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The page's little picture, with the number of incidents that do most harm. */
@Controller
class FaviconController {
    /** @param n how many; none unless said */
    @ResponseBody
    @GetMapping(path = "/favicon.svg", produces = "image/svg+xml")
    String picture(@RequestParam(name = "n", required = false) @Nullable String n) {
        long number = "0".equals(n) ? 0 : Texts.number("n", n, 0, 1_000_000);
        String flame = "<path d='M16 2c1 6 9 9 9 18a9 9 0 0 1-18 0c0-4 2-6 4-9 1 3 2 4 3 4 1-4 0-8 2-13z' fill='"
                + (number == 0 ? "#0f9d72" : "#e5484d") + "'/>";
        String count = number == 0
                ? ""
                : "<circle cx='22' cy='22' r='10' fill='#7d1a1d'/><text x='22' y='27' text-anchor='middle'"
                        + " font-family='sans-serif' font-size='14' font-weight='700' fill='#fff'>"
                        + (number > 99 ? "99" : number) + "</text>";
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>" + flame + count + "</svg>";
    }
}
