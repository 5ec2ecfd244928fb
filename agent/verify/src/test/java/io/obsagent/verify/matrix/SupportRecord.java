package io.obsagent.verify.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which versions the tests of this run passed with. At the end of the run they are written to the page that the system
 * property {@code obsagent.support} names; without it nothing is written. Thread safe.
 */
final class SupportRecord implements AutoCloseable {

    private final Set<Library> passed = ConcurrentHashMap.newKeySet();
    private final Set<Library> failed = ConcurrentHashMap.newKeySet();

    void passed(Library library) {
        passed.add(library);
    }

    void failed(Library library) {
        failed.add(library);
    }

    @Override
    public void close() throws IOException {
        String file = System.getProperty("obsagent.support");
        if (file == null || file.isEmpty()) {
            return;
        }
        SupportPage page = SupportPage.read(Path.of(file));
        passed.forEach(library -> page.ran(library, TestedJava.feature(), LocalDate.now()));
        failed.forEach(library -> page.failed(library, TestedJava.feature()));
        page.write();
    }
}
