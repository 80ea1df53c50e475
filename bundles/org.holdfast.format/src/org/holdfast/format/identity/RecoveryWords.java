// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.holdfast.format.Mac;

/**
 * A recovery secret of 32 bytes as 26 English words. The first 24 are its BIP-0039 mnemonic: 256 bits and the first 8
 * bits of their SHA-256, cut into 24 numbers of 11 bits, most significant first. The last two are parity
 * ({@link ParityWords}), so that one wrong word is located and mended wherever it stands, and two are noticed
 * (docs/adr/0003-recovery-words.md). Stateless.
 */
public final class RecoveryWords {
    /** Words on a sheet. */
    public static final int COUNT = ParityWords.LENGTH;

    /** Length of the secret in bytes. */
    public static final int SECRET_BYTES = 32;

    private static final int SECRET_WORDS = 24;

    private RecoveryWords() {}

    /** What the words that a person typed turned out to be. The secret belongs to the caller, who wipes it. */
    public sealed interface Reading {
        /** Every word is right. */
        record Right(byte[] secret) implements Reading {}

        /**
         * One word was wrong, and is known.
         *
         * @param position counted from 1
         */
        record Mended(byte[] secret, int position, String typed, String right) implements Reading {}

        /** More than one word is wrong, and these are no recovery words at all: two or more, or one and another wrong one. */
        record Unknown(List<UnknownWord> words) implements Reading {
            public Unknown {
                words = List.copyOf(words);
            }
        }

        /** All are recovery words, but at least two are wrong, or two changed places. */
        record Wrong() implements Reading {}
    }

    /**
     * Something typed that is no recovery word.
     *
     * @param position counted from 1
     * @param nearest up to three words that it may have been meant to be
     */
    public record UnknownWord(int position, String typed, List<String> nearest) {
        public UnknownWord {
            nearest = List.copyOf(nearest);
        }
    }

    /** The 26 words of a secret. Does not keep the array. */
    public static List<String> of(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a recovery secret has 32 bytes");
        }
        int[] row = new int[COUNT];
        byte[] checked = Arrays.copyOf(secret, SECRET_BYTES + 1);
        checked[SECRET_BYTES] = check(secret);
        for (int bit = 0; bit < SECRET_WORDS * Gf2048.BITS; bit++) {
            row[bit / Gf2048.BITS] = row[bit / Gf2048.BITS] << 1 | checked[bit / 8] >> 7 - bit % 8 & 1;
        }
        ParityWords.fill(row);
        List<String> words =
                Arrays.stream(row).mapToObj(WordList.english()::word).toList();
        Arrays.fill(checked, (byte) 0);
        Arrays.fill(row, 0);
        return words;
    }

    /**
     * Reads 26 words in their order, whatever the case. Copies of what was typed are made only of words that are wrong.
     *
     * @throws IllegalArgumentException if there are not 26
     */
    public static Reading read(List<? extends CharSequence> typed) {
        if (typed.size() != COUNT) {
            throw new IllegalArgumentException(COUNT + " words are wanted, not " + typed.size());
        }
        int[] row = new int[COUNT];
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            row[i] = WordList.english().number(typed.get(i));
            if (row[i] < 0) {
                unknown.add(i);
            }
        }
        try {
            return unknown.isEmpty() ? known(row, typed) : unknown(row, typed, unknown);
        } finally {
            Arrays.fill(row, 0);
        }
    }

    private static Reading known(int[] row, List<? extends CharSequence> typed) {
        if (ParityWords.holds(row)) {
            byte[] secret = secret(row);
            return secret.length == 0 ? new Reading.Wrong() : new Reading.Right(secret);
        }
        OptionalInt index = ParityWords.mend(row);
        return index.isEmpty() ? new Reading.Wrong() : mended(row, index.getAsInt(), typed, new Reading.Wrong());
    }

    private static Reading unknown(int[] row, List<? extends CharSequence> typed, List<Integer> unknown) {
        Reading named = new Reading.Unknown(unknown.stream()
                .map(i -> new UnknownWord(
                        i + 1, typed.get(i).toString(), WordList.english().nearest(typed.get(i))))
                .toList());
        boolean one = unknown.size() == 1 && ParityWords.restore(row, unknown.getFirst());
        return one ? mended(row, unknown.getFirst(), typed, named) : named;
    }

    private static Reading mended(int[] row, int index, List<? extends CharSequence> typed, Reading otherwise) {
        byte[] secret = secret(row);
        if (secret.length == 0) {
            return otherwise;
        }
        return new Reading.Mended(
                secret,
                index + 1,
                typed.get(index).toString(),
                WordList.english().word(row[index]));
    }

    /** The secret of a row, or no bytes if the check bits in it are wrong. */
    private static byte[] secret(int[] row) {
        byte[] checked = new byte[SECRET_BYTES + 1];
        for (int bit = 0; bit < SECRET_WORDS * Gf2048.BITS; bit++) {
            int value = row[bit / Gf2048.BITS] >> Gf2048.BITS - 1 - bit % Gf2048.BITS & 1;
            checked[bit / 8] |= (byte) (value << 7 - bit % 8);
        }
        byte[] secret = Arrays.copyOf(checked, SECRET_BYTES);
        boolean right = check(secret) == checked[SECRET_BYTES];
        Arrays.fill(checked, (byte) 0);
        if (!right) {
            Arrays.fill(secret, (byte) 0);
            return new byte[0];
        }
        return secret;
    }

    private static byte check(byte[] secret) {
        return Mac.sha256(secret).bytes()[0];
    }
}
