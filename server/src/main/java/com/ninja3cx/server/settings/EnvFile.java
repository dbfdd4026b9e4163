package com.ninja3cx.server.settings;

import com.ninja3cx.server.i18n.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values of an `.env` file. Understood: blank lines, `#` comments on their own line or after a
/// value, `export ` before a name, values bare, in single quotes (taken literally) or in double
/// quotes (`\n`, `\t`, `\"`, `\\`, `\$`), Windows line ends and a byte order mark. The last of
/// several equal names wins.
record EnvFile(Map<String, String> values, List<SettingsProblem> problems) {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*)");

    static EnvFile parse(String text, String source) {
        var values = new LinkedHashMap<String, String>();
        var problems = new ArrayList<SettingsProblem>();
        List<String> lines = text.replace("\uFEFF", "").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = source + ":" + (i + 1);
            Matcher matcher = ASSIGNMENT.matcher(line);
            if (!matcher.matches()) {
                problems.add(
                        new SettingsProblem(
                                "?",
                                where,
                                new Words(
                                        "la ligne n'a pas la forme NOM=valeur",
                                        "the line does not read NAME=value")));
                continue;
            }
            String name = matcher.group(1);
            String raw = matcher.group(2);
            if (raw.startsWith("\"") || raw.startsWith("'")) {
                readQuoted(name, raw, where, values, problems);
            } else {
                values.put(name, bare(raw));
            }
        }
        return new EnvFile(values, problems);
    }

    private static String bare(String raw) {
        if (raw.startsWith("#")) {
            return "";
        }
        for (int i = 1; i < raw.length(); i++) {
            if (raw.charAt(i) == '#' && Character.isWhitespace(raw.charAt(i - 1))) {
                return raw.substring(0, i).strip();
            }
        }
        return raw.strip();
    }

    private static void readQuoted(
            String name,
            String raw,
            String where,
            Map<String, String> values,
            List<SettingsProblem> problems) {
        char quote = raw.charAt(0);
        var value = new StringBuilder();
        int i = 1;
        while (i < raw.length() && raw.charAt(i) != quote) {
            char c = raw.charAt(i);
            if (quote == '"' && c == '\\' && i + 1 < raw.length()) {
                i++;
                c =
                        switch (raw.charAt(i)) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            default -> raw.charAt(i);
                        };
            }
            value.append(c);
            i++;
        }
        if (i == raw.length()) {
            problems.add(
                    new SettingsProblem(
                            name,
                            where,
                            new Words(
                                    "le guillemet ouvrant n'est pas refermé",
                                    "the opening quote is never closed")));
            return;
        }
        String rest = raw.substring(i + 1).strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            problems.add(
                    new SettingsProblem(
                            name,
                            where,
                            new Words(
                                    "du texte suit le guillemet fermant",
                                    "text follows the closing quote")));
            return;
        }
        values.put(name, value.toString());
    }
}
