// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.sheet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.SheetPartner;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Id32;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.ReadSheet;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.Sheets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is printed can be scanned and read again, by programs that know nothing of Holdfast. */
@Tag("R57")
class SheetPrintTest {
    private static final int DPI = 150;

    private static RecoverySecret secret() {
        byte[] bytes = new byte[RecoverySecret.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (37 * i + 11);
        }
        return RecoverySecret.of(bytes);
    }

    private static PartnerPage page(int partners, String name) {
        List<SheetPartner> all = new ArrayList<>();
        for (int i = 0; i < partners; i++) {
            all.add(SheetPartner.of(
                    new OwnerId(new Id32(i, 7, 7, 7)),
                    name + i,
                    new NodeAddress("a-rather-long-name-of-a-host-" + i + ".example.org", 7610)));
        }
        ConfederationRef confederation =
                new ConfederationRef(new ConfederationId(new Id32(1, 2, 3, 4)), "Ärzte (north)", true);
        return new PartnerPage(
                secret().owner(), name, Optional.of(confederation), all, Instant.parse("2026-03-04T12:00:00Z"));
    }

    private static String scanned(BufferedImage image) throws ReaderException {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    private static ReadSheet assertRestores(String text) {
        ReadSheet sheet = Sheets.read(text.getBytes(StandardCharsets.UTF_8));
        assertArrayEquals(secret().bytes(), sheet.secret().bytes());
        return sheet;
    }

    private static BufferedImage rendered(PDDocument document, int page) throws IOException {
        return new PDFRenderer(document).renderImageWithDPI(page, DPI);
    }

    @Test
    void thePictureScans() throws Exception {
        for (int partners : new int[] {0, 7, 24}) {
            try (SheetPrint print = SheetPrint.full(page(partners, "pc-ada"), secret())) {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(print.png()));
                ReadSheet sheet = assertRestores(scanned(image));
                int there = sheet.page().orElseThrow().partners().size();
                assertTrue(there == partners || there >= 5, "of " + partners + " there are " + there);
                assertEquals("pc-ada", sheet.page().orElseThrow().ownerName());
            }
        }
    }

    @Test
    void thePdfScansAndItsTextReads() throws Exception {
        for (int partners : new int[] {0, 7, 24}) {
            try (SheetPrint print = SheetPrint.full(page(partners, "pc-(ada)\\"), secret());
                    PDDocument document = Loader.loadPDF(print.pdf())) {
                assertRestores(scanned(rendered(document, document.getNumberOfPages() - 1)));
                ReadSheet sheet = assertRestores(new PDFTextStripper().getText(document));
                assertEquals(partners, sheet.page().orElseThrow().partners().size());
                assertEquals("pc-(ada)\\", sheet.page().orElseThrow().ownerName());
            }
        }
    }

    /** Whatever the letters lack, the code has. */
    @Test
    void namesInOtherScriptsArePrintedAsFarAsPossibleAndScannedWhole() throws Exception {
        try (SheetPrint print = SheetPrint.full(page(3, "計算機"), secret());
                PDDocument document = Loader.loadPDF(print.pdf())) {
            String text = scanned(rendered(document, document.getNumberOfPages() - 1));
            assertEquals("計算機", assertRestores(text).page().orElseThrow().ownerName());
            assertTrue(new PDFTextStripper().getText(document).contains("Ärzte (north)"));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(print.png()));
            assertEquals(text, scanned(image));
        }
    }

    @Test
    void aPartnerPageHasNeitherWordsNorCode() throws Exception {
        try (SheetPrint print = SheetPrint.partnerPage(page(7, "pc-ada"));
                PDDocument document = Loader.loadPDF(print.pdf())) {
            assertEquals(1, document.getNumberOfPages());
            assertFalse(new PDFTextStripper().getText(document).contains("RECOVERY WORDS"));
            BufferedImage image = rendered(document, 0);
            assertThrows(NotFoundException.class, () -> scanned(image));
        }
    }
}
