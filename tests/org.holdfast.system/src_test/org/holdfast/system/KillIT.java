// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts: while an owner backs up a tree that changes all the time, random nodes, the owner among them, are killed at
 * random moments and started again. In the end every snapshot that was called PROTECTED or FULL restores identically,
 * and every block that the owner has a receipt for lies unharmed at its holder. {@code -Dholdfast.kills=N} sets how many,
 * {@code -Dholdfast.seed=X} repeats the choices of a run.
 */
class KillIT {
    private static final int NODES = 5;
    private static final Set<String> ACKNOWLEDGED = Set.of("PROTECTED", "FULL");
    private static final Duration FIRST_GUESS = Duration.ofSeconds(1);

    private final int kills = Integer.getInteger("holdfast.kills", Boolean.getBoolean("holdfast.soak") ? 200 : 50);
    private final long seed = Long.getLong("holdfast.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Path> kept = new LinkedHashMap<>();
    private final Map<String, Machine> holders = new HashMap<>();

    @TempDir
    Path temporary;

    private Path source;
    private Lab lab;
    private Duration usual = FIRST_GUESS;

    @AfterEach
    void end() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesPowerCuts() {
        System.out.println(
                "KillIT: " + kills + " kills; repeat with -Dholdfast.kills=" + kills + " -Dholdfast.seed=" + seed);
        lab = Lab.up(temporary.resolve("lab"), NODES, "1+2");
        // A partner that was just killed is not waited for: PROTECTED is what has to outlive a kill, and soon the next
        // comes.
        lab.owner().holdfast("config", "set", "absent.wait.seconds", "1").ok();
        lab.machines().forEach(each -> holders.put(identity(each), each));
        source = temporary.resolve("source");
        ChangingTree tree = new ChangingTree(source, random);
        lab.owner().holdfast("source", "add", source.toString()).ok();
        int owners = 0;
        for (int kill = 0; kill < kills; kill++) {
            tree.change();
            owners += backUpAndKill() == lab.owner() ? 1 : 0;
        }
        int ownerKills = owners;
        settle();
        lab.machines().forEach(Machine::kill);
        assertBlocksLieWhereReceiptsSay();
        lab.machines().forEach(Machine::launch);
        lab.machines().forEach(Machine::awaitAnswer);
        assertSnapshotsRestore();
        System.out.println("KillIT: " + ownerKills + " kills hit the owner; " + kept.size() + " snapshots restored");
        assertTrue(ownerKills > 0 && kept.size() > 1, () -> "kills of the owner: " + ownerKills + ", kept: " + kept);
    }

    private static String identity(Machine machine) {
        return machine.status().get("owner").getAsString();
    }

    /** The victim, which runs again, or is about to. */
    private Machine backUpAndKill() {
        Machine victim = lab.node(1 + random.nextInt(NODES));
        double moment = random.nextDouble();
        long start = System.nanoTime();
        CompletableFuture<Optional<List<JsonObject>>> backup = Meanwhile.get(
                () -> lab.owner().control().flatMap(control -> control.call("POST", "/v1/backup?wait=true")));
        Await.pause((long) (moment * 1.2 * usual.toMillis()));
        victim.kill();
        victim.launch();
        Optional<List<JsonObject>> answer = backup.join();
        if (victim != lab.owner()) {
            usual = Duration.ofNanos((usual.toNanos() * 3 + Math.min(System.nanoTime() - start, 4_000_000_000L)) / 4);
        }
        // A partner may still be starting when the next backup begins, and when the next node is killed.
        lab.owner().awaitAnswer();
        answer.map(List::getLast).ifPresent(this::keep);
        snapshots().forEach(this::keep);
        return victim;
    }

    private List<JsonObject> snapshots() {
        return lab.owner()
                .control()
                .flatMap(control -> control.call("GET", "/v1/snapshots"))
                .orElseThrow(() -> new AssertionError("the owner does not answer; seed " + seed + "; process "
                        + lab.owner().process() + lab.owner().log()));
    }

    /** The tree has not changed since, so it is what the snapshot has to give back. */
    private void keep(JsonObject said) {
        if (!said.get("type").getAsString().equals("snapshot")
                || !ACKNOWLEDGED.contains(said.get("state").getAsString())) {
            return;
        }
        kept.computeIfAbsent(said.get("id").getAsString(), id -> {
            Path copy = temporary.resolve("kept-" + id);
            Trees.copy(source, copy);
            return copy;
        });
    }

    /** With all nodes there, what waits for partners reaches them; with too few a backup ends without a head. */
    private void settle() {
        awaitPartners();
        Await.until("a backup is FULL with all nodes there", () -> {
            JsonObject made = lab.owner().holdfast("backup", "--wait").ok().last();
            keep(made);
            return made.get("state").getAsString().equals("FULL");
        });
    }

    private void awaitPartners() {
        Await.until(
                "the owner reaches all partners",
                () -> lab.owner()
                        .control()
                        .flatMap(control -> control.call("GET", "/v1/status"))
                        .filter(status ->
                                status.getLast().get("partners_reachable").getAsInt() == NODES - 1)
                        .isPresent(),
                lab.owner()::log);
    }

    private void assertBlocksLieWhereReceiptsSay() {
        List<LedgerFile.Acknowledged> blocks =
                LedgerFile.acknowledged(lab.owner().home());
        assertFalse(blocks.isEmpty());
        List<String> wrong = blocks.stream()
                .flatMap(each -> each.wrongAt(holders.get(each.partner()).home()).stream())
                .toList();
        assertEquals(List.of(), wrong, () -> "of " + blocks.size() + " acknowledged blocks; seed " + seed);
    }

    private void assertSnapshotsRestore() {
        Machine owner = lab.owner();
        awaitPartners();
        kept.forEach((id, copy) -> {
            Path target = temporary.resolve("restored-" + id);
            JsonObject restored = restore(owner, id, target);
            assertEquals(0, restored.get("errors").getAsInt(), () -> restored + "; seed " + seed);
            assertEquals(
                    List.of(),
                    Trees.differences(copy, Trees.restored(target, source)),
                    () -> "snapshot " + id + "; seed " + seed);
        });
    }

    /** Asks the node itself: a command's Java start for each of many snapshots is most of the time. */
    private static JsonObject restore(Machine owner, String snapshot, Path target) {
        JsonObject request = new JsonObject();
        request.addProperty("snapshot", snapshot);
        request.addProperty("to", target.toString());
        return owner.control()
                .orElseThrow()
                .call("POST", "/v1/restore", request)
                .orElseThrow()
                .getLast();
    }
}
