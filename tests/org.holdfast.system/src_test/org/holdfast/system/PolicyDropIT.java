// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A criterion is dropped into a running node and takes part in its next decision; taken out, it does not any more. */
class PolicyDropIT {
    private static final String CRITERION = "max-two-per-rack";

    @TempDir
    Path folder;

    @Test
    @Tag("R4")
    @Tag("R64")
    void aCriterionInThePlugInFolderJudgesTheNextCandidates() throws Exception {
        try (Lab lab = Lab.up(folder.resolve("lab"), 4, "1+2");
                Machine desk = new Machine(folder.resolve("desk"))) {
            IntStream.rangeClosed(2, 4)
                    .forEach(number -> lab.node(number)
                            .holdfast("config", "set", "labels", "rack=r7")
                            .ok());
            Publisher publisher = new Publisher(folder.resolve("publisher"));
            lab.owner()
                    .holdfast("plugin", "trust", publisher.certificate().toString())
                    .ok();
            join(lab, desk);
            Await.until("two partners", () -> partners(desk).size() == 2, desk::log);

            Path plain = SamplePolicy.MAX_TWO_PER_RACK.make(folder.resolve("sample"));
            Path signed = publisher.sign(plain, CRITERION + ".jar");
            Path dropped = desk.home().resolve("plugins").resolve(CRITERION + ".jar");
            Files.createDirectories(dropped.getParent());
            Files.move(signed, dropped, StandardCopyOption.ATOMIC_MOVE);
            Await.until(
                    "it is installed",
                    () -> desk.holdfast("plugin", "list").ok().output().contains(CRITERION),
                    desk::log);

            desk.holdfast("config", "set", "redundancy", "2+2").ok();
            Await.until("the third of the rack is rejected", () -> rejected(desk) == 1, desk::log);
            Await.until("three partners", () -> partners(desk).size() == 3, desk::log);

            Files.delete(dropped);
            Await.until(
                    "the fourth is taken when it is gone", () -> partners(desk).size() == 4, desk::log);
        }
    }

    /** With the settings of a lab's node, which let nodes of one machine live side by side. */
    private static void join(Lab lab, Machine desk) throws IOException {
        String code = lab.owner().holdfast("invite").ok().last().get("code").getAsString();
        desk.holdfast("init", "--name", "desk", "--join", code).ok();
        Path settings = lab.node(4).home().resolve("etc/org.holdfast.node.cfg");
        List<String> lines = Files.readAllLines(settings).stream()
                .filter(line -> !line.startsWith("labels"))
                .map(line -> line.replace("node4", "desk").replace("host4", "host5"))
                .toList();
        Files.write(desk.home().resolve("etc/org.holdfast.node.cfg"), lines);
        desk.configure("redundancy", "1+1");
        desk.configure("partners.spares", "0");
        desk.start();
    }

    private static List<JsonObject> partners(Machine desk) {
        return desk.holdfast("partner", "list").ok().objects("partner");
    }

    /** How many of the three in the rack the criterion has rejected. */
    private static long rejected(Machine desk) {
        return IntStream.rangeClosed(2, 4)
                .filter(number -> desk.holdfast("partner", "why", "node" + number).ok().objects("decision").stream()
                        .anyMatch(each -> each.get("criterion").getAsString().equals(CRITERION)
                                && each.get("verdict").getAsString().equals("reject")))
                .count();
    }
}
