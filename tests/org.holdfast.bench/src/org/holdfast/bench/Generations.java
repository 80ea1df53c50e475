// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Makes a corpus, and its second generation, the same bytes for everybody. Arguments: {@code database} or {@code tree},
 * {@code first} or {@code second}, a folder. The database: 125 MB in pages of 8 KiB, of which 2 % are written anew at random
 * places. The tree: 3000 files; 2 % each are edited, moved, added and removed.
 */
final class Generations {
    private static final int PAGE = 8192;
    private static final int PAGES = 125_000_000 / PAGE;
    private static final int FILES = 3000;
    private static final int SHARE = 50; // 2 %
    private static final int LARGEST = 16 << 20;
    private static final String[] WORDS = {
        "account", "balance", "customer", "delivery", "invoice", "order", "paid", "price", "street", "total"
    };

    private Generations() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        boolean first = arguments[1].equals("first");
        switch (arguments[0]) {
            case "database" -> database(folder.resolve("database"), first);
            case "tree" -> tree(folder, first);
            default -> throw new IllegalArgumentException("database or tree, not " + arguments[0]);
        }
    }

    private static void database(Path file, boolean first) throws IOException {
        SplittableRandom random = new SplittableRandom(first ? 1 : 2);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < (first ? PAGES : PAGES / SHARE); i++) {
                open.seek((long) PAGE * (first ? i : random.nextInt(PAGES)));
                open.write(content(random, PAGE));
            }
        }
    }

    /** Half of it words and half of it noise, so that it becomes some six tenths. */
    private static byte[] content(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            byte[] piece = new byte[Math.min(length - at, 64)];
            if (at / 64 % 2 == 0) {
                random.nextBytes(piece);
            } else {
                StringBuilder text = new StringBuilder();
                while (text.length() < piece.length) {
                    text.append(WORDS[random.nextInt(WORDS.length)])
                            .append(' ')
                            .append(random.nextInt(100))
                            .append(' ');
                }
                byte[] words = text.toString().getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(words, 0, piece, 0, piece.length);
            }
            System.arraycopy(piece, 0, bytes, at, piece.length);
            at += piece.length;
        }
        return bytes;
    }

    private static void tree(Path folder, boolean first) throws IOException {
        if (first) {
            SplittableRandom random = new SplittableRandom(3);
            Random sizes = new Random(4);
            for (int i = 0; i < FILES; i++) {
                write(folder.resolve("d" + i % 60).resolve("f" + i), random, sizes);
            }
        } else {
            second(folder);
        }
    }

    /** Sizes of a log-normal distribution around 20 kB. */
    private static void write(Path file, SplittableRandom random, Random sizes) throws IOException {
        int size = (int) Math.min(LARGEST, 20_000 * Math.exp(1.8 * sizes.nextGaussian()));
        Files.createDirectories(file.getParent());
        Files.write(file, content(random, size));
    }

    private static void second(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        Random sizes = new Random(6);
        List<Path> files = files(folder);
        for (int i = 0; i < FILES / SHARE; i++) {
            edit(files.remove(random.nextInt(files.size())), random);
            Path moved = files.remove(random.nextInt(files.size()));
            Path to = folder.resolve("d" + random.nextInt(60)).resolve("moved" + i);
            Files.move(moved, to, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(files.remove(random.nextInt(files.size())));
            write(folder.resolve("d" + random.nextInt(60)).resolve("new" + i), random, sizes);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList());
        }
    }

    /** Something in the middle becomes other text, a little longer than it was. */
    private static void edit(Path file, SplittableRandom random) throws IOException {
        byte[] before = Files.readAllBytes(file);
        int at = random.nextInt(before.length + 1);
        int gone = Math.min(before.length - at, 200);
        byte[] fresh = content(random, 200 + random.nextInt(200));
        byte[] after = new byte[before.length - gone + fresh.length];
        System.arraycopy(before, 0, after, 0, at);
        System.arraycopy(fresh, 0, after, at, fresh.length);
        System.arraycopy(before, at + gone, after, at + fresh.length, before.length - at - gone);
        Files.write(file, after);
    }
}
