// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.holdfast.discovery.broker.internal.BrokerAnswer.Reception;
import org.junit.jupiter.api.Test;

/** What a broker sends, true (docs/vectors/broker.json) and hostile. */
class BrokerAnswerFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 2_000_000 : 40_000;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20261128L);
    private static final int WANTED = 16;
    private final Map<String, byte[]> vectors = new LinkedHashMap<>();
    private final String group;

    BrokerAnswerFuzzTest() throws IOException {
        String text = Files.readString(Path.of("../../docs/vectors/broker.json"));
        Pattern.compile("\"message\": \"([^\"]*)\",\\s*\"bytes\": \"([0-9a-f]*)\"")
                .matcher(text)
                .results()
                .forEach(found -> vectors.put(found.group(1), HexFormat.of().parseHex(found.group(2))));
        var named = Pattern.compile("in the group (holdfast-[0-9a-f]{20})\"").matcher(text);
        assertTrue(named.find());
        group = named.group(1);
    }

    private byte[] vector(String name) {
        return vectors.getOrDefault(name, new byte[0]);
    }

    private static BrokerAnswer read(byte[] bytes) throws IOException {
        return BrokerAnswer.read(new ByteArrayInputStream(bytes), WANTED);
    }

    @Test
    void questionsAreTheVectors() {
        byte[] full = vector("question with advert");
        byte[] advert = Arrays.copyOfRange(full, 28, full.length);
        assertArrayEquals(full, BrokerQuestion.bytes(group, WANTED, advert));
        assertArrayEquals(vector("question without advert"), BrokerQuestion.bytes(group, 64, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> BrokerQuestion.bytes(group, 64, new byte[701]));
        assertThrows(IllegalArgumentException.class, () -> BrokerQuestion.bytes(group, 65, new byte[0]));
    }

    @Test
    void answersOfTheVectorsAreRead() throws IOException {
        BrokerAnswer two = read(vector("answer: taken, two others"));
        assertEquals(Reception.TAKEN, two.reception());
        assertEquals(3, two.known());
        assertEquals(2, two.adverts().size());
        assertTrue(read(vector("answer: taken, nobody else")).adverts().isEmpty());
        for (Reception each : Reception.values()) {
            if (each != Reception.TAKEN) {
                assertEquals(new BrokerAnswer(each, 0x01020304, List.of()), read(vector("answer: " + each)));
            }
        }
    }

    @Test
    void whatABrokerMustNotSayIsRefused() throws IOException {
        byte[] right = vector("answer: taken, two others");
        assertRefused(right, 0, 'X');
        assertRefused(right, 5, 2);
        assertRefused(right, 7, Reception.values().length);
        assertRefused(right, 13, WANTED + 1);
        assertRefused(right, 14, 0x7f);
        byte[] none = right.clone();
        none[14] = 0;
        none[15] = 0;
        assertThrows(StreamCorruptedException.class, () -> read(none));
        assertThrows(EOFException.class, () -> read(Arrays.copyOf(right, right.length - 1)));
    }

    private static void assertRefused(byte[] right, int at, int value) {
        byte[] wrong = right.clone();
        wrong[at] = (byte) value;
        assertThrows(StreamCorruptedException.class, () -> read(wrong), "byte " + at);
    }

    @Test
    void mutantsAreReadOrRefused() {
        List<byte[]> seeds = vectors.entrySet().stream()
                .filter(each -> each.getKey().startsWith("answer"))
                .map(Map.Entry::getValue)
                .toList();
        SplittableRandom random = new SplittableRandom(SEED);
        int read = 0;
        int refusals = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
            try {
                BrokerAnswer answer = read(cut);
                read++;
                assertTrue(answer.adverts().size() <= WANTED);
                assertTrue(answer.adverts().stream().allMatch(each -> each.length() >= 1 && each.length() <= 700));
            } catch (EOFException | StreamCorruptedException refused) {
                refusals++;
            } catch (IOException e) {
                throw new AssertionError("seed " + SEED, e);
            }
        }
        assertEquals(ROUNDS, read + refusals);
        assertTrue(read > ROUNDS / 20, "only " + read + " were read; seed " + SEED);
    }
}
