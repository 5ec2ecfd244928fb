package io.obsagent.dist.doctor;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.Setting;
import io.obsagent.engine.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which known libraries were found in this JVM, whether they are woven, and if not why. */
final class LibrarySection {

    private final Engine engine;
    private final AgentConfig config;
    private final Map<String, Setting> settings;

    LibrarySection(Engine engine, AgentConfig config, Map<String, Setting> settings) {
        this.engine = engine;
        this.config = config;
        this.settings = settings;
    }

    void fill(Report.Section section, LoadedClasses loaded) throws IOException {
        KnownLibraries known = KnownLibraries.read();
        for (KnownLibrary library : known.all()) {
            for (Found found : find(library, known, loaded)) {
                tell(section, library, found);
            }
        }
    }

    private static List<Found> find(KnownLibrary library, KnownLibraries known, LoadedClasses loaded) {
        List<Found> found = new ArrayList<>();
        Set<LoadedClasses.Place> seen = new HashSet<>();
        for (LoadedClasses.Place place : loaded.places()) {
            Artifact artifact = place.artifact();
            if (artifact != null && library.is(null, artifact.name) && seen.add(place)) {
                found.add(new Found(place, artifact.version, ""));
            }
        }
        LoadedClasses.Place hidden = library.type == null || !found.isEmpty() ? null : loaded.placeOf(library.type);
        if (hidden != null) {
            found.add(new Found(hidden, null, known.packageOf(library))); // within a jar that has swallowed it
        }
        return found;
    }

    private void tell(Report.Section section, KnownLibrary library, Found found) {
        if (library.instrumentation == null) {
            section.finding(library.name, found.version, "not covered", "there is no instrumentation for it");
            return;
        }
        int woven = found.place.woven(library.instrumentation, found.prefix);
        if (!config.enabled || !config.instrumentationEnabled(library.instrumentation)) {
            String key = config.enabled ? "instrumentation." + library.instrumentation + ".enabled" : "enabled";
            section.row(library.name, found.version, "off", key + " is false (" + settings.get(key).source + ")");
        } else if (woven > 0) {
            String remark = library.remark(found.version);
            String[] cells = {
                library.name,
                found.version,
                "woven",
                woven + (woven == 1 ? " class" : " classes") + (remark.isEmpty() ? "" : ", " + remark)
            };
            if (library.isOlder(found.version)) {
                section.finding(cells);
            } else {
                section.row(cells);
            }
        } else {
            unwoven(section, library, found);
        }
    }

    private void unwoven(Report.Section section, KnownLibrary library, Found found) {
        for (Class<?> type : found.place.classes) {
            if (!type.getName().startsWith(found.prefix)) {
                continue;
            }
            switch (engine.stateOf(type, library.instrumentation)) {
                case WITHOUT_METHODS:
                    section.finding(
                            library.name,
                            found.version,
                            "not woven",
                            type.getName() + " has none of the methods that are hooked"
                                    + (library.oldest == null ? "" : "; versions tested: " + library.tested()));
                    return;
                case LEFT_OUT:
                    section.finding(
                            library.name,
                            found.version,
                            "not woven",
                            type.getName() + " could not be woven; log.level: debug tells why");
                    return;
                default:
            }
        }
        section.row(library.name, found.version, "not woven", "none of the classes that are hooked is loaded yet");
    }

    /** A library in its place. */
    private static final class Found {
        final LoadedClasses.Place place;
        final String version;

        /** How the names of its classes begin; empty where the place is its own. */
        final String prefix;

        Found(LoadedClasses.Place place, String version, String prefix) {
            this.place = place;
            this.version = version;
            this.prefix = prefix;
        }
    }
}
