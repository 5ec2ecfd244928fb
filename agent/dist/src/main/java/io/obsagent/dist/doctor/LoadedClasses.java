package io.obsagent.dist.doctor;

import io.obsagent.engine.Engine;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes that this JVM has loaded, by where they come from. Asks neither class loaders nor anything else of the
 * application; kept no longer than a report takes.
 */
final class LoadedClasses {

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Integer> woven = new HashMap<>();
    private final Map<String, Class<?>> byName = new HashMap<>();

    /** The number of classes that are the agent's own. */
    int ofAgent;

    private LoadedClasses() {}

    static LoadedClasses of(Class<?>[] classes, Engine engine) {
        LoadedClasses loaded = new LoadedClasses();
        for (Class<?> type : classes) {
            if (engine.isOfAgent(type)) {
                loaded.ofAgent++;
            } else if (!type.isArray()) {
                loaded.add(type, engine);
            }
        }
        return loaded;
    }

    private void add(Class<?> type, Engine engine) {
        byName.put(type.getName(), type);
        String location = location(type);
        Place place = places.get(location);
        if (place == null) {
            place = new Place(location);
            places.put(location, place);
        }
        place.classes.add(type);
        for (String name : engine.wovenFor(type)) {
            Integer count = woven.get(name);
            woven.put(name, count == null ? 1 : count + 1);
            place.addWoven(name, type);
        }
    }

    /** Empty for the JDK's own and for classes that are made while the JVM runs. */
    private static String location(Class<?> type) {
        try {
            ProtectionDomain domain = type.getProtectionDomain();
            CodeSource source = domain == null ? null : domain.getCodeSource();
            return source == null || source.getLocation() == null
                    ? ""
                    : source.getLocation().toString();
        } catch (RuntimeException | LinkageError ofTheApplicationsHandler) {
            return "";
        }
    }

    /** Where classes come from. */
    Iterable<Place> places() {
        return places.values();
    }

    /** How many classes are woven for an instrumentation. */
    int woven(String instrumentation) {
        Integer count = woven.get(instrumentation);
        return count == null ? 0 : count;
    }

    /** The place of a class; null when it is not loaded. */
    Place placeOf(String className) {
        Class<?> type = byName.get(className);
        return type == null ? null : places.get(location(type));
    }

    /** A jar or folder. */
    static final class Place {
        final String location;
        final List<Class<?>> classes = new ArrayList<>();
        private final Map<String, List<String>> woven = new HashMap<>();

        Place(String location) {
            this.location = location;
        }

        private void addWoven(String instrumentation, Class<?> type) {
            List<String> names = woven.get(instrumentation);
            if (names == null) {
                names = new ArrayList<>();
                woven.put(instrumentation, names);
            }
            names.add(type.getName());
        }

        /** How many of its classes are woven for an instrumentation, of those whose names begin so. */
        int woven(String instrumentation, String prefix) {
            int count = 0;
            List<String> names = woven.get(instrumentation);
            if (names != null) {
                for (String name : names) {
                    count += name.startsWith(prefix) ? 1 : 0;
                }
            }
            return count;
        }

        /** What it is, by its file name; null for the JDK and for folders. */
        Artifact artifact() {
            String path = location.endsWith("!/") ? location.substring(0, location.length() - 2) : location;
            return path.endsWith(".jar") ? Artifact.ofFileName(path) : null;
        }
    }
}
