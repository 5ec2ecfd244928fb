package io.obsagent.telemetry.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** What Micrometer tells of a process and the conventions do not. Read when a scraper asks. */
enum ProcessGauge {
    UPTIME("process_uptime_seconds", "The uptime of the Java virtual machine.") {
        @Override
        double read() {
            return ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
        }
    },
    START_TIME("process_start_time_seconds", "Start time of the process since unix epoch.") {
        @Override
        double read() {
            return ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
        }
    },
    SYSTEM_CPU_USAGE("system_cpu_usage", "The recent CPU usage of the system the application is running in.") {
        @Override
        double read() {
            OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
            return system instanceof com.sun.management.OperatingSystemMXBean
                    ? ((com.sun.management.OperatingSystemMXBean) system).getSystemCpuLoad()
                    : -1;
        }
    },
    LOAD_AVERAGE("system_load_average_1m", "The load of the system averaged over one minute.") {
        @Override
        double read() {
            return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        }
    };

    private final String text;
    private final String description;

    ProcessGauge(String text, String description) {
        this.text = text;
        this.description = description;
    }

    String text() {
        return text;
    }

    String description() {
        return description;
    }

    /** The value now; negative when it is not known. */
    abstract double read();
}
