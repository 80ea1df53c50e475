// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.holdfast.coding.reedsolomon.ReedSolomonFamily;
import org.holdfast.compression.zstd.ZstdCompressor;
import org.holdfast.crypto.jdk.AesGcmSuite;
import org.holdfast.format.vectors.CipherVectors;
import org.holdfast.format.vectors.CodeVectors;
import org.holdfast.format.vectors.CompressorVectors;
import org.holdfast.format.vectors.VectorCheck;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Shards;
import org.holdfast.testkit.GoldenVectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A provider reproduces its golden vectors, or nothing new is written with it. */
@Tag("R63")
@Timeout(120)
class ExaminerTest {
    private static final FormatId FOREIGN = new FormatId(0x8001, "mirror-v1");

    @TempDir
    private Path home;

    @TempDir
    private Path bundle;

    private final NodeClock clock = new NodeClock();
    private Examiner examiner = new Examiner(Optional.empty(), any -> false, clock);

    @BeforeEach
    void open() {
        examiner = new Examiner(Optional.of(home), any -> false, clock);
    }

    private Standing standing(String role, FormatId format, VectorCheck check) throws InterruptedException {
        Examination examination = examiner.examine(role, format, check, Offered.from(bundle));
        while (examination.standing() instanceof Standing.Examined) {
            clock.sleep(Duration.ofMillis(5));
        }
        return examination.standing();
    }

    private Standing standing(CodeFamily code) throws InterruptedException {
        return standing("coding", code.id(), new CodeVectors(code));
    }

    private static Standing.Refused refused(ErrorCode code, Standing standing) {
        Standing.Refused refused = assertInstanceOf(Standing.Refused.class, standing);
        assertEquals(code, refused.code(), refused.why());
        assertTrue(!standing.writes());
        return refused;
    }

    /** The bundle brings these vectors for the foreign format. */
    private void bring(String published) throws IOException {
        String text = Files.readString(GoldenVectors.folder().resolve(published + ".json"));
        Files.createDirectories(bundle.resolve("vectors"));
        Files.writeString(
                bundle.resolve("vectors/" + FOREIGN + ".json"),
                text.replace("\"id\": \"" + published + "\"", "\"id\": \"" + FOREIGN + "\""));
    }

    @Test
    void theProductsAlgorithmsPass() throws InterruptedException {
        assertEquals(new Standing.Proven(), standing(new ReedSolomonFamily()));
        AesGcmSuite gcm = new AesGcmSuite();
        assertEquals(new Standing.Proven(), standing("crypto", gcm.id(), new CipherVectors(gcm)));
        ZstdCompressor zstd = new ZstdCompressor(1);
        assertEquals(new Standing.Proven(), standing("compression", zstd.id(), new CompressorVectors(zstd)));
    }

    @Test
    void oneWrongBitIsEnough() throws InterruptedException {
        refused(ErrorCode.VECTORS_DIFFER, standing(Altered.code(Formats.RS_CAUCHY_V1, Altered::flip)));
        refused(
                ErrorCode.VECTORS_DIFFER,
                standing("crypto", Formats.AES_256_GCM_V1, new CipherVectors(Altered.cipher())));
        refused(
                ErrorCode.VECTORS_DIFFER,
                standing("compression", Formats.ZSTD_V1, new CompressorVectors(Altered.compressor())));
    }

    @Test
    void aPlugInsOwnVectorsCountForNothingWhereTheProductHasSome() throws IOException, InterruptedException {
        Files.createDirectories(bundle.resolve("vectors"));
        Files.writeString(bundle.resolve("vectors/rs-cauchy-v1.json"), "{\"id\":\"rs-cauchy-v1\",\"vectors\":[]}");
        assertEquals(new Standing.Proven(), standing(new ReedSolomonFamily()));
        refused(ErrorCode.VECTORS_DIFFER, standing(Altered.code(Formats.RS_CAUCHY_V1, Altered::flip)));
    }

    @Test
    void numbersAndNamesOfTheProductAreTaken() throws InterruptedException {
        FormatId number = new FormatId(Formats.RS_CAUCHY_V1.number(), "mine-v1");
        assertTrue(refused(ErrorCode.VECTORS_DIFFER, standing(Altered.code(number, shards -> {})))
                .why()
                .contains("rs-cauchy-v1 is another format, number 1"));
        FormatId name = new FormatId(0x8002, "rs-cauchy-v1");
        refused(ErrorCode.VECTORS_DIFFER, standing(Altered.code(name, shards -> {})));
    }

    @Test
    void aForeignFormatWithoutVectorsIsForReadingOnly() throws InterruptedException {
        Standing standing = standing(Altered.code(FOREIGN, shards -> {}));
        assertTrue(refused(ErrorCode.VECTORS_MISSING, standing).why().contains("vectors/mirror-v1.json"));
        assertTrue(standing.reads());
    }

    @Test
    void theFirstAcceptedVectorsOfAForeignFormatStay() throws IOException, InterruptedException {
        bring("rs-cauchy-v1");
        assertEquals(new Standing.Proven(), standing(Altered.code(FOREIGN, shards -> {})));
        bring("parity-v1");
        open();
        refused(ErrorCode.VECTORS_DIFFER, standing(Altered.code(FOREIGN, Altered::flip)));
        Files.delete(bundle.resolve("vectors/mirror-v1.json"));
        assertEquals(new Standing.Proven(), standing(Altered.code(FOREIGN, shards -> {})));
        refused(ErrorCode.VECTORS_DIFFER, standing(Altered.code(new FormatId(0x8001, "other-v1"), shards -> {})));
    }

    @Test
    void whatFailsItsOwnVectorsLeavesNoneBehind() throws IOException, InterruptedException {
        bring("rs-cauchy-v1");
        refused(ErrorCode.VECTORS_DIFFER, standing(Altered.code(FOREIGN, Altered::flip)));
        Files.delete(bundle.resolve("vectors/mirror-v1.json"));
        refused(ErrorCode.VECTORS_MISSING, standing(Altered.code(FOREIGN, shards -> {})));
    }

    @Test
    void damagedAndEmptyVectorsAreNone() throws IOException, InterruptedException {
        Files.createDirectories(bundle.resolve("vectors"));
        for (String text : List.of(
                "",
                "[",
                "{\"id\":\"mirror-v1\",\"vectors\":[]}",
                "{\"id\":\"rs-cauchy-v1\",\"vectors\":[{}]}",
                "{\"id\":\"mirror-v1\",\"vectors\":[{}]}",
                "{\"id\":\"mirror-v1\",\"vectors\":[{\"shape\":\"2+1\",\"shardLength\":\"2147483648\"}]}",
                "{\"id\":\"mirror-v1\",\"vectors\":[{\"shape\":\"999+1\",\"shardLength\":\"8\",\"parity\":\"\"}]}")) {
            Files.writeString(bundle.resolve("vectors/mirror-v1.json"), text);
            refused(ErrorCode.VECTORS_DIFFER, standing(Altered.code(FOREIGN, shards -> {})));
        }
    }

    @Test
    void whatThrowsIsRefusedWhateverItThrows() throws InterruptedException {
        Standing standing = standing(Altered.code(Formats.RS_CAUCHY_V1, shards -> {
            throw new NoClassDefFoundError("com/example/Missing");
        }));
        assertTrue(refused(ErrorCode.VECTORS_DIFFER, standing).why().contains("NoClassDefFoundError"));
    }

    /** A full disk is no provider's fault. */
    @Test
    void whatGoesWrongInTheNodeLeavesTheProviderUndecided() throws IOException, InterruptedException {
        bring("rs-cauchy-v1");
        Files.writeString(home.resolve("vectors"), "a file where a folder should be");
        assertUndecided(standing(Altered.code(FOREIGN, shards -> {})));
    }

    private static void assertUndecided(Standing standing) {
        assertInstanceOf(Standing.Undecided.class, standing);
        assertTrue(!standing.writes() && standing.reads() && !standing.isRelied());
    }

    @Test
    void whatCouldNotBeCheckedIsToBeCheckedAgainAfterAWhile() throws IOException, InterruptedException {
        bring("rs-cauchy-v1");
        Files.writeString(home.resolve("vectors"), "a file where a folder should be");
        Examiner.Pace pace = new Examiner.Pace(Examination.LIMIT, Duration.ofMillis(200));
        examiner = new Examiner(Optional.of(home), pace, any -> false, clock);
        CodeFamily code = Altered.code(FOREIGN, shards -> {});
        Examination first = examiner.examine("coding", FOREIGN, new CodeVectors(code), Offered.from(bundle));
        while (!first.isToBeRepeated()) {
            clock.sleep(Duration.ofMillis(5));
        }
        assertUndecided(first.standing());
        Files.delete(home.resolve("vectors"));
        assertEquals(new Standing.Proven(), standing(code));
    }

    /** Nobody waits longer than the limit; and if it answers in the end, that counts. */
    @Test
    void whatHangsIsRefusedUntilItAnswers() throws InterruptedException {
        examiner = new Examiner(
                Optional.of(home),
                new Examiner.Pace(Duration.ofMillis(300), Examination.REPETITION),
                any -> false,
                clock);
        CountDownLatch answer = new CountDownLatch(1);
        CodeFamily slow = Altered.code(Formats.RS_CAUCHY_V1, shards -> await(answer));
        Examination examination = examiner.examine("coding", slow.id(), new CodeVectors(slow), Offered.from(bundle));
        while (examination.standing() instanceof Standing.Examined) {
            clock.sleep(Duration.ofMillis(5));
        }
        refused(ErrorCode.TIMED_OUT, examination.standing());
        assertTrue(!examination.standing().reads());
        answer.countDown();
        while (!examination.standing().writes()) {
            clock.sleep(Duration.ofMillis(5));
        }
    }

    private static void await(CountDownLatch answer) {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bundlesOfTheProductPassUnseen() {
        examiner = new Examiner(Optional.of(home), any -> true, clock);
        CodeFamily code = Altered.code(Formats.RS_CAUCHY_V1, ExaminerTest::neverAsked);
        assertEquals(
                new Standing.Proven(),
                examiner.examine("coding", code.id(), new CodeVectors(code), Offered.from(bundle))
                        .standing());
    }

    private static void neverAsked(Shards shards) {
        throw new AssertionError("asked for " + shards.count());
    }
}
