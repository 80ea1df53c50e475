// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.recovery;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.view.Partner;
import org.holdfast.console.clock.ConsoleClock;
import org.holdfast.console.text.Texts;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.SheetPartner;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.Confederation;
import org.holdfast.trust.ConfederationStore;
import org.holdfast.trust.Identity;
import org.holdfast.trust.IdentityStore;
import org.holdfast.trust.ReadSheet;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.SecretState;
import org.holdfast.trust.SecretStore;
import org.holdfast.trust.Sheets;

/** What can be done with the sheet of one node's folder; reads and writes files, so not for the UI thread. */
final class SheetDesk {
    /** What came of it, for people. */
    record Said(boolean good, String text) {}

    private final Path home;

    SheetDesk(Path home) {
        this.home = home;
    }

    private IdentityStore identities() {
        return new IdentityStore(home, ConsoleClock.source(), new SecureRandom());
    }

    /** @throws HoldfastException if there is no identity here, or not for this user */
    SecretState state() {
        return identities().secrets().state();
    }

    /**
     * The whole sheet, or the partners' page alone once the secret is off this machine. A secret: the caller wipes it.
     *
     * @param partners with known addresses; none are needed within the partners' network
     * @throws HoldfastException if the identity cannot be read
     */
    byte[] sheet(List<Partner> partners) {
        IdentityStore identities = identities();
        SecretStore secrets = identities.secrets();
        PartnerPage page = page(identities, partners);
        if (secrets.state() == SecretState.SEALED) {
            return Sheets.partnerPage(page);
        }
        try (RecoverySecret secret = secrets.secret()) {
            return Sheets.full(page, secret);
        }
    }

    private PartnerPage page(IdentityStore identities, List<Partner> partners) {
        try (Identity identity = identities.load()) {
            return new PartnerPage(
                    identity.owner(),
                    identity.name(),
                    new ConfederationStore(home).load().map(Confederation::ref),
                    partners.stream()
                            .filter(each -> !each.addresses().isEmpty())
                            .limit(PartnerPage.MAX_PARTNERS)
                            .map(SheetDesk::onSheet)
                            .toList(),
                    ConsoleClock.now());
        }
    }

    private static SheetPartner onSheet(Partner partner) {
        return SheetPartner.of(
                OwnerId.of(HexFormat.of().parseHex(partner.node())),
                partner.name(),
                NodeAddress.parse(partner.addresses().getFirst()));
    }

    /** Into a file that sealing erases again. @throws HoldfastException TARGET_EXISTS and its like */
    void save(Path target, List<Partner> partners) {
        byte[] sheet = sheet(partners);
        try {
            identities().secrets().writeSheet(target, sheet);
        } finally {
            Arrays.fill(sheet, (byte) 0);
        }
    }

    /** Whether this sheet, or these words, bring this machine back. Never throws what a sheet is to blame for. */
    Said check(byte[] typed) {
        try (ReadSheet sheet = Sheets.read(typed);
                Identity identity = identities().load()) {
            if (!sheet.secret().owner().equals(identity.owner())) {
                return new Said(
                        false, Texts.of("sheet.other", sheet.secret().owner().brief()));
            }
            Optional<ReadSheet.Mended> mended = sheet.mended();
            return mended.map(word ->
                            new Said(false, Texts.of("sheet.mended", word.position(), word.typed(), word.right())))
                    .orElseGet(() -> new Said(true, Texts.of("sheet.right", identity.name())));
        } catch (HoldfastException e) {
            return new Said(false, Texts.of("sheet.wrong", String.valueOf(e.getMessage())));
        }
    }

    /** Takes the secret off this machine, if the sheet is right. */
    Said seal(byte[] typed) {
        try {
            SecretStore.Sealed sealed = identities().secrets().seal(typed);
            String text = Texts.of("sheet.sealed", sealed.erased().size());
            return sealed.changed().isEmpty()
                    ? new Said(true, text)
                    : new Said(false, text + " " + Texts.of("sheet.changed", sealed.changed()));
        } catch (HoldfastException e) {
            return new Said(false, Texts.of("sheet.wrong", String.valueOf(e.getMessage())));
        }
    }
}
