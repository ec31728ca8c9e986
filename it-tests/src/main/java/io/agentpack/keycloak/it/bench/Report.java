package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.StartTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures as Markdown tables, in the terminal and in {@code target/bench/result.md}. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    Report(Settings settings, String heap) {
        line("# Figures");
        line("`%s`", settings.command());
        line("");
        line(
                "%d processors, shared by Keycloak, its database (H2, embedded) and the clients; load %.1f at the beginning."
                        + " Java %s, `start-dev`, `%s` and otherwise the distribution's own settings.",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("java.version"),
                heap);
    }

    void startUp(StartUp figures) {
        line("");
        line("## Start, build already there, new database each time (ms)");
        line("| | median ready | median \"started in\" | all ready |");
        line("|---|---:|---:|---|");
        starts("without the pack", figures.plain());
        starts("with the pack", figures.pack());
        line(
                "| added | %.0f | %.0f | |",
                ready(figures.pack()).median() - ready(figures.plain()).median(),
                reported(figures.pack()).median() - reported(figures.plain()).median());
    }

    void jars(List<JarSize> jars) {
        line("");
        line("## Jars (KiB)");
        line("| jar | size |");
        line("|---|---:|");
        jars.forEach(jar -> line("| %s | %.0f |", jar.name(), jar.bytes() / 1024.0));
        line("| together | %.0f |", jars.stream().mapToLong(JarSize::bytes).sum() / 1024.0);
    }

    void throughput(List<Throughput.Figure> figures) {
        Map<String, Double> medians = figures.stream()
                .collect(Collectors.toMap(figure -> figure.workload().name(), figure -> figure.rates()
                        .median()));
        line("");
        line("## Throughput (requests/s, all clients together)");
        line("| what | median | least | greatest | to Keycloak's own | processor time of the clients |");
        line("|---|---:|---:|---:|---:|---:|");
        for (Throughput.Figure figure : figures) {
            double median = figure.rates().median();
            line(
                    "| %s | %.1f | %.1f | %.1f | %.2f | %.0f %% |",
                    figure.workload().name(),
                    median,
                    figure.rates().least(),
                    figure.rates().greatest(),
                    median / medians.get(figure.workload().baseline()),
                    100 * figure.clientShares().median());
        }
    }

    void stops(List<StopLatency.Figure> figures) {
        line("");
        line("## Sign-out to refusal and to signal (ms from sending the sign-out, median / p99)");
        line("| place asked | sign-out answered | refused | signal arrived | first answer stale |");
        line("|---|---:|---:|---:|---:|");
        for (StopLatency.Figure figure : figures) {
            line(
                    "| %s | %s | %s | %s | %d of %d |",
                    figure.place(),
                    both(figure.answers()),
                    both(figure.refusals()),
                    both(figure.signals()),
                    figure.stale(),
                    figure.refusals().values().length);
        }
    }

    void write() {
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("bench.folder", "target/bench")));
            Files.writeString(folder.resolve("result.md"), text);
            System.out.println("\n" + text + "\n[bench] written to " + folder.resolve("result.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void starts(String what, List<StartTime> starts) {
        line(
                "| %s | %.0f | %.0f | %s |",
                what,
                ready(starts).median(),
                reported(starts).median(),
                starts.stream().map(start -> "" + start.ready().toMillis()).collect(Collectors.joining(", ")));
    }

    private static Sample ready(List<StartTime> starts) {
        return sample(starts, start -> start.ready().toMillis());
    }

    private static Sample reported(List<StartTime> starts) {
        return sample(starts, start -> start.reported().toMillis());
    }

    private static Sample sample(List<StartTime> starts, Function<StartTime, Long> millis) {
        return Sample.of(starts.stream().map(millis).toList());
    }

    private static String both(Sample sample) {
        return String.format(Locale.ROOT, "%.0f / %.0f", sample.median(), sample.percentile99());
    }

    private void line(String format, Object... values) {
        text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
