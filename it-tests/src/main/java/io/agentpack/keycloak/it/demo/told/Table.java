package io.agentpack.keycloak.it.demo.told;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns of these widths; what doesn't fit goes on below. */
public record Table(int... widths) {

    public List<String> row(String... cells) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            columns.add(Wrapped.lines(cells[i], widths[i]));
        }
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            lines.add(line(columns, line));
        }
        return lines;
    }

    private String line(List<List<String>> columns, int number) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String text = number < columns.get(i).size() ? columns.get(i).get(number) : "";
            line.append(text).append(" ".repeat(Math.max(0, widths[i] - text.codePointCount(0, text.length())) + 1));
        }
        return line.toString().stripTrailing();
    }
}
