package io.obsagent.verify.apps.springboot;

import java.util.Collections;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Handlers that answer at once. */
@RestController
public class Items {

    private static final Logger LOG = LoggerFactory.getLogger(Items.class);

    @GetMapping("/items/{id}")
    public Map<String, String> item(@PathVariable("id") String id) {
        LOG.info("item {}", id);
        return Collections.singletonMap("id", id);
    }

    @PostMapping("/items/{id}")
    public Map<String, String> replace(@PathVariable("id") String id, @RequestBody Map<String, String> item) {
        return Collections.singletonMap(id, item.get("name"));
    }

    @GetMapping("/missing/{id}")
    public String missing(@PathVariable("id") String id) {
        throw new Missing();
    }

    @GetMapping("/broken/{id}")
    public String broken(@PathVariable("id") String id) {
        throw new IllegalStateException("broken " + id);
    }

    /** Answered by 404. */
    @ResponseStatus(HttpStatus.NOT_FOUND)
    public static class Missing extends RuntimeException {}
}
