package dev.firebreak.sandbox.call;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class FaultController {
    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    @PutMapping({"/faults/{provider}", "/{provider:slack|pagerduty|vercel|hosts}/faults"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable String provider, @RequestBody Fault.Request request) {
        try {
            faults.set(Provider.valueOf(provider.toUpperCase(Locale.ROOT)), request.toFault());
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "providers are slack, pagerduty, vercel, hosts; kinds are status, hang, lose",
                    e);
        }
    }

    @DeleteMapping("/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        faults.clear();
    }
}
