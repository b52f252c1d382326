package dev.firebreak.sandbox.slack;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The connections that apps have opened. */
@RestController
@RequestMapping("/slack/sockets")
class SocketController {
    private final Sockets sockets;

    SocketController(Sockets sockets) {
        this.sockets = sockets;
    }

    @GetMapping
    Map<String, Integer> count() {
        return Map.of("open", sockets.count());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refresh() {
        sockets.refresh();
    }
}
