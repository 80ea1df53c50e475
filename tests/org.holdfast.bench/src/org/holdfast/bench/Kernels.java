// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints a markdown table of the kernels' speed on one thread. Arguments: words of which a row's name must have one.
 * What is not a kernel's speed is asked for by its own word, the first: {@code cold} ({@link ColdStart}), {@code openssl}
 * ({@link AgainstOpenSsl}), {@code choose} ({@link Choosing}), {@code audit}
 * ({@link Auditing}), {@code reception} and its arguments ({@link Reception}).
 * Where ISA-L is installed it is measured in the same rounds, and the table says how near each code comes to it.
 */
public final class Kernels {
    private static final int ROUNDS = 15;

    private Kernels() {}

    /** Measures and prints; takes some three minutes for the whole table. */
    public static void main(String[] words) throws IOException, InterruptedException, GeneralSecurityException {
        switch (words.length == 0 ? "" : words[0]) {
            case "cold" -> ColdStart.print();
            case "openssl" -> AgainstOpenSsl.print();
            case "pages" -> SmallWrites.main(Arrays.copyOfRange(words, 1, words.length));
            case "choose" -> Choosing.print();
            case "audit" -> Auditing.print();
            case "reception" -> Reception.main(Arrays.copyOfRange(words, 1, words.length));
            default -> measure(words);
        }
    }

    private static void measure(String[] words) {
        List<String> builds = wanted("RS program build", words) ? CodingSubjects.builds() : List.of();
        List<Subject> subjects = new ArrayList<>(CodingSubjects.all());
        subjects.addAll(CipherSubjects.all());
        subjects.addAll(CompressionSubjects.all());
        subjects.removeIf(subject -> !wanted(subject.name(), words));
        double[] speeds = new Stopwatch(ROUNDS).measure(subjects);
        System.out.printf(
                "Java %s, %s, one thread, CPU time, median of %d rounds; GB/s of 10⁹ bytes of data in%n%n",
                Runtime.version(), System.getProperty("os.arch"), ROUNDS);
        print(subjects, speeds);
        System.out.println();
        builds.forEach(System.out::println);
    }

    private static boolean wanted(String name, String[] words) {
        return words.length == 0 || List.of(words).stream().anyMatch(name::contains);
    }

    private static void print(List<Subject> subjects, double[] speeds) {
        Map<String, Double> speed = new HashMap<>();
        for (int i = 0; i < speeds.length; i++) {
            speed.put(subjects.get(i).name(), speeds[i]);
        }
        System.out.println("| kernel | GB/s | of ISA-L |\n|---|---:|---:|");
        for (int i = 0; i < speeds.length; i++) {
            String name = subjects.get(i).name();
            Double limit = speed.get(name + CodingSubjects.BY_ISAL);
            String share = limit == null ? "" : String.format(Locale.ROOT, "%.2f", speeds[i] / limit);
            System.out.printf(Locale.ROOT, "| %s | %.2f | %s |%n", name, speeds[i], share);
        }
    }
}
