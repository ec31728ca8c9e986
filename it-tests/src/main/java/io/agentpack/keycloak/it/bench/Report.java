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
import java.util.stream.Stream;

/** The figures as Markdown tables, in the terminal and in {@code target/bench/result.md}. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    Report(Settings settings, String heap) {
        line("# Figures");
        line("`%s`", settings.command());
        line("");
        line(
                "%d processors, shared by Keycloak, its database (%s) and the clients; load %.1f at the beginning."
                        + " Java %s, `start-dev`, `%s` and otherwise the distribution's own settings.",
                Runtime.getRuntime().availableProcessors(),
                settings.postgres() ? "PostgreSQL" : "H2, embedded",
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

    void costs(List<Cost> costs) {
        line("");
        line("## What one request costs when everything is warm");
        line("| what | SQL select | insert | update | delete | sessions stored | client sessions | used once |"
                + " cache reads |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Cost cost : costs) {
            line(
                    "| %s | %s | %.1f |",
                    cost.workload(),
                    Stream.concat(cost.statements().values().stream(), cost.cacheWrites().values().stream())
                            .map(value -> String.format(Locale.ROOT, "%.1f", value))
                            .collect(Collectors.joining(" | ")),
                    cost.cacheReads());
        }
    }

    void throughput(List<Throughput.Figure> figures) {
        line("");
        line("## Throughput (all clients together) and time of an answer, median of the rounds; p99 of all answers");
        line("| what | requests/s | least–greatest | p99 (ms) | server's processor time (ms each) | part of the"
                + " clients | part of the compiler |");
        line("|---|---:|---:|---:|---:|---:|---:|");
        for (Throughput.Figure figure : figures) {
            line(
                    "| %s | %.1f | %.0f–%.0f | %.1f | %.2f | %.0f %% | %.0f %% |",
                    figure.workload(),
                    figure.rates().median(),
                    figure.rates().least(),
                    figure.rates().greatest(),
                    figure.p99(),
                    figure.cpu().median(),
                    100 * figure.clientShares().median(),
                    100 * figure.compiling().median());
        }
    }

    /** @param figures of the same run; a target that lacks one of its two is left out */
    void targets(List<Target> targets, List<Throughput.Figure> figures) {
        Map<String, Throughput.Figure> measured =
                figures.stream().collect(Collectors.toMap(Throughput.Figure::workload, figure -> figure));
        line("");
        line("## Targets: ratios of the same round, median of the rounds; p99 of all answers");
        line("| what | requests/s | least–greatest | target | p99 | target | processor time | |");
        line("|---|---:|---:|---:|---:|---:|---:|---|");
        targets.stream()
                .filter(target -> measured.keySet().containsAll(List.of(target.workload(), target.baseline())))
                .forEach(target -> target(target, measured.get(target.workload()), measured.get(target.baseline())));
    }

    private void target(Target target, Throughput.Figure figure, Throughput.Figure baseline) {
        Sample rate = figure.rates().to(baseline.rates());
        double p99 = figure.p99() / baseline.p99();
        boolean held = rate.median() >= target.least() && p99 <= target.p99().orElse(Double.MAX_VALUE);
        line(
                "| %s | %.2f | %.2f–%.2f | ≥ %.2f | %.2f | %s | %.2f | %s |",
                target.what(),
                rate.median(),
                rate.least(),
                rate.greatest(),
                target.least(),
                p99,
                target.p99().isPresent() ? "≤ " + target.p99().getAsDouble() : "",
                figure.cpu().to(baseline.cpu()).median(),
                held ? "held" : "not held");
    }

    /** @param figures of two servers that took turns */
    void scale(Scale.Figures figures) {
        line("");
        line("## Next to a lot: %s", figures.what());
        line("| what | requests/s | with a lot | ratio of the same round, median | least–greatest | p99, ratio |"
                + " processor time, ratio |");
        line("|---|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < figures.few().size(); i++) {
            Throughput.Figure few = figures.few().get(i);
            Throughput.Figure many = figures.many().get(i);
            Sample ratio = many.rates().to(few.rates());
            line(
                    "| %s | %.1f | %.1f | %.2f | %.2f–%.2f | %.2f | %.2f |",
                    few.workload(),
                    few.rates().median(),
                    many.rates().median(),
                    ratio.median(),
                    ratio.least(),
                    ratio.greatest(),
                    many.p99() / few.p99(),
                    many.cpu().to(few.cpu()).median());
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
