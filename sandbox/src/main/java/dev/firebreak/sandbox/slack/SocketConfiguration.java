package dev.firebreak.sandbox.slack;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

@Configuration(proxyBeanMethods = false)
class SocketConfiguration {
    /** Before the controllers, so that no other pattern takes the path. */
    @Bean
    HandlerMapping slackSockets(Sockets sockets) {
        return new SimpleUrlHandlerMapping(Map.of(Sockets.PATH, sockets), -1);
    }
}
