package com.ninja3cx.protocol.cli;

import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Makes a command line speak the caller's language: help texts, and what is said of a wrong use or
/// of a failure. English stands in the annotations of the commands; French in a bundle `commands`
/// beside the main class, whose keys are those of picocli without the name of the program, for
/// example `transcribe.usage.description` or `transcribe.json`.
public final class BilingualCommands {

    /// How the program is called: the launcher says it.
    private static final String PROGRAM = System.getProperty("ninja.command", "3cx-ninja");

    private BilingualCommands() {}

    /// @param words a person's name for the part of the program, between the program and the
    ///   commands (`bench`); empty = none
    /// @param locale English for English locales, French for all others
    /// @param owner its package holds the French bundle
    public static CommandLine speak(CommandLine line, String words, Locale locale, Class<?> owner) {
        String name = words.isEmpty() ? PROGRAM : PROGRAM + " " + words;
        line.setCommandName(name);
        boolean french = !Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
        if (french) {
            line.setResourceBundle(new Texts(name, bundle(BilingualCommands.class), bundle(owner)));
        }
        return line.setParameterExceptionHandler(new WrongUse(french))
                .setExecutionExceptionHandler(new Breakdown(french, traceWanted()));
    }

    private static boolean traceWanted() {
        String debug = System.getenv(Breakdown.DEBUG);
        return debug != null && !debug.isBlank() && !debug.equals("0");
    }

    private static ResourceBundle bundle(Class<?> owner) {
        return ResourceBundle.getBundle(
                owner.getPackageName() + ".commands",
                Locale.FRENCH,
                owner.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// The texts of several bundles, those of one command under the program's name.
    private static final class Texts extends ListResourceBundle {

        private final Map<String, String> texts = new TreeMap<>();

        Texts(String program, ResourceBundle... bundles) {
            Stream.of(bundles)
                    .forEach(
                            bundle ->
                                    bundle.keySet()
                                            .forEach(
                                                    key -> {
                                                        String text = set(bundle.getString(key));
                                                        texts.put(key, text);
                                                        texts.put(program + "." + key, text);
                                                    }));
        }

        /// French signs stay on the line of the word before them.
        private static String set(String text) {
            return text.replaceAll(" ([:;?!])", "\u00a0$1");
        }

        @Override
        protected Object[][] getContents() {
            return texts.entrySet().stream()
                    .map(text -> new Object[] {text.getKey(), text.getValue()})
                    .toArray(Object[][]::new);
        }
    }
}
