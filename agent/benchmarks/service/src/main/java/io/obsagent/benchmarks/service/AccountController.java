package io.obsagent.benchmarks.service;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The three kinds of request that are measured: without SQL, with one statement, with five in a transaction. */
@RestController
class AccountController {

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/greeting/{name}")
    Greeting greeting(@PathVariable String name) {
        return new Greeting("Hello, " + name);
    }

    @GetMapping("/account/{id}")
    Account account(@PathVariable long id) {
        return accounts.find(id);
    }

    @GetMapping("/transfer/{from}/{to}")
    Account transfer(@PathVariable long from, @PathVariable long to) {
        return accounts.transfer(from, to, 1);
    }

    record Greeting(String text) {}
}
