// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.lab;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdfast.cli.Home;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * What a lab was set up with; kept as {@code lab.json} in its folder.
 *
 * @param nodes how many
 * @param code as M+K
 * @param sites how many site labels they are spread over
 * @param seed decides ports and what is damaged
 * @param realTimes ordinary times instead of short ones
 * @param open whether it is an open confederation
 */
record LabPlan(int nodes, String code, int sites, long seed, boolean realTimes, boolean open) {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
    private static final List<String> SYSTEMS = List.of("linux", "windows", "macos");
    private static final int FIRST_MULTICAST_PORT = 46_000;
    private static final int MULTICAST_PORTS = 8_000;
    private static final int MOST_SPARES = 2;

    static LabPlan load(Path folder) {
        Path file = folder.resolve("lab.json");
        try {
            return GSON.fromJson(Files.readString(file), LabPlan.class);
        } catch (NoSuchFileException e) {
            throw new HoldfastException(
                    ErrorCode.HOME_MISSING,
                    folder.toString(),
                    "There is no lab in " + folder + ". 'holdfast lab up --dir " + folder + "' makes one.",
                    e);
        } catch (IOException | JsonParseException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, file.toString(), "Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    void save(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("lab.json"), GSON.toJson(this));
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, folder.toString(), "Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    List<Integer> numbers() {
        return IntStream.rangeClosed(1, nodes).boxed().toList();
    }

    static Home home(Path folder, int number) {
        return new Home(folder.resolve("node" + number).toAbsolutePath().normalize());
    }

    String site(int number) {
        return "site" + (1 + (number - 1) % sites);
    }

    /** Partners beyond those that the code needs: as many as there are, at most two. */
    int spares() {
        return Math.clamp(nodes - 1 - CodeShape.parse(code).n(), 0, MOST_SPARES);
    }

    int wantedPartners() {
        return CodeShape.parse(code).n() + spares();
    }

    /** The settings of one node. */
    Map<String, String> settings(int number, List<String> seeds) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", "node" + number);
        settings.put("site", site(number));
        settings.put("host", "host" + number);
        settings.put("os.family", SYSTEMS.get((number - 1) % SYSTEMS.size()));
        settings.put("bind.address", "127.0.0.1");
        settings.put("advertise.address", "127.0.0.1");
        settings.put("node.port", "0");
        settings.put(
                "discovery.multicast.port",
                String.valueOf(FIRST_MULTICAST_PORT + Math.floorMod(seed, MULTICAST_PORTS)));
        settings.put("seeds", String.join(",", seeds));
        settings.put("redundancy", code);
        settings.put("partners.spares", String.valueOf(spares()));
        settings.put("partner.space.mebibytes", "4096");
        settings.put("offered.space.mebibytes", String.valueOf(4096L * nodes));
        settings.put("disk.reserve.mebibytes", "256");
        if (!realTimes) {
            settings.put("discovery.interval.seconds", "3");
            settings.put("grace.period.hours", "0.034");
            settings.put("audit.interval.seconds", "10");
            settings.put("audit.block.interval.seconds", "70");
            settings.put("audit.pieces.daily", "1000000");
            settings.put("audit.share.percent", "100");
            settings.put("suspect.period.hours", "0.0055");
            settings.put("scrub.period.hours", "0.005");
            settings.put("overdue.period.hours", "0.02");
            settings.put("shrink.notice.hours", "0.017");
            settings.put("reads.least.mebibytes", "65536"); // more is restored here in an hour than elsewhere in years
            if (open) {
                settings.put("commitment.period.hours", "0.05");
            }
        }
        return settings;
    }
}
