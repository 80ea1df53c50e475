// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints a markdown table of the kernels' speed on one thread. Arguments: words of which a row's name must have one.
 * What is not a kernel's speed is asked for by its own word, the first: {@code cold} ({@link ColdStart}), {@code openssl}
 * ({@link AgainstOpenSsl}), {@code reception} and its arguments ({@link Reception}).
 */
public final class Kernels {
    private static final int ROUNDS = 9;

    private Kernels() {}

    /** Measures and prints; takes some three minutes for the whole table. */
    public static void main(String[] words) throws IOException, InterruptedException, GeneralSecurityException {
        switch (words.length == 0 ? "" : words[0]) {
            case "cold" -> ColdStart.print();
            case "openssl" -> AgainstOpenSsl.print();
            case "reception" -> Reception.main(Arrays.copyOfRange(words, 1, words.length));
            default -> measure(words);
        }
    }

    private static void measure(String[] words) {
        List<Subject> subjects = new ArrayList<>(CodingSubjects.all());
        subjects.addAll(CipherSubjects.all());
        subjects.addAll(CompressionSubjects.all());
        subjects.removeIf(subject -> words.length > 0 && List.of(words).stream().noneMatch(subject.name()::contains));
        double[] speeds = new Stopwatch(ROUNDS).measure(subjects);
        System.out.printf(
                "Java %s, %s, one thread, CPU time, median of %d rounds; GB/s of 10⁹ bytes of data in%n%n",
                Runtime.version(), System.getProperty("os.arch"), ROUNDS);
        System.out.println("| kernel | GB/s |\n|---|---:|");
        for (int i = 0; i < speeds.length; i++) {
            System.out.printf(Locale.ROOT, "| %s | %.2f |%n", subjects.get(i).name(), speeds[i]);
        }
    }
}
