// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.AccessControl;
import org.holdfast.node.control.NodeControl;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the control API while there is a node, and tells where it is in {@code run/control} and {@code run/token}. */
@Component(
        service = {},
        immediate = true)
public final class ControlComponent {
    private static final int TOKEN_BYTES = 32;
    private static final int TICKET_BYTES = 16;
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(5), 256 << 10);
    private static final Logger LOG = LoggerFactory.getLogger(ControlComponent.class);

    private final ControlServer server;
    private final Optional<ControlServer> remote;
    private final Optional<UserSocket> users;
    private final Path place;

    @Activate
    public ControlComponent(BundleContext context, @Reference NodeControl node) {
        Path run = Path.of(context.getProperty("holdfast.home"), "run");
        String wanted = context.getProperty("holdfast.control.port");
        String token = secret(TOKEN_BYTES);
        Sessions sessions = new Sessions(node.access().clock(), () -> secret(TICKET_BYTES));
        Reception reception = new Reception(new Routes(node, sessions), node.access());
        this.server = new ControlServer(
                Doors.loopback(wanted == null ? 0 : Integer.parseInt(wanted)),
                reception,
                new SessionDoor(sessions, new TokenDoor(token)));
        this.remote = remote(node.access(), reception);
        this.users = users(node);
        server.open("/health", new HealthPage(node.inspection()));
        server.open(WebPage.PATH, new WebPage(sessions, reception));
        this.place = run.resolve("control");
        write(run.resolve("token"), token);
        write(place, server.port() + " " + ProcessHandle.current().pid());
    }

    private static String secret(int bytes) {
        byte[] secret = new byte[bytes];
        CHANCE.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** What keeps the node from being called from elsewhere does not keep its own machine from calling it. */
    private static Optional<ControlServer> remote(AccessControl access, Reception reception) {
        try {
            return access.listening().map(where -> {
                ControlServer open = new ControlServer(Doors.remote(where), reception, new CertificateDoor(access));
                LOG.info("The node can be called from elsewhere at {}", where.address());
                return open;
            });
        } catch (RuntimeException e) {
            LOG.error("The node cannot be called from elsewhere: {}", e.getMessage(), e);
            return Optional.empty();
        }
    }

    private static Optional<UserSocket> users(NodeControl node) {
        try {
            UserTalk talk = new UserTalk(node.ownFiles(), node.access().clock(), PATIENCE);
            return node.ownFiles().place().map(place -> {
                UserSocket open = new UserSocket(place, talk);
                LOG.info("Users of this machine can ask for their files at {}", place);
                return open;
            });
        } catch (RuntimeException | LinkageError e) { // a Java that was cut down may have no jdk.net
            LOG.error("Users of this machine cannot ask for their files: {}", e.getMessage(), e);
            return Optional.empty();
        }
    }

    @Deactivate
    void close() throws IOException {
        Files.deleteIfExists(place);
        remote.ifPresent(ControlServer::close);
        users.ifPresent(UserSocket::close);
        server.close();
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, ownerOnly(file));
            Files.writeString(draft, text + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, file.toString(), "Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
