// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.preview;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;

/** What can be shown of a file. */
public sealed interface Preview {
    /** How much of a file is read to see what it is, and shown of a text. */
    long TEXT_BYTES = 256L << 10;

    /** How long a picture may be to be shown. */
    long PICTURE_BYTES = 8L << 20;

    /** Pixels of the longer side of what is shown of a picture. */
    int SCREEN = 1600;

    /** @param text harmless, on lines. @param whole whether that is all of the file. @param encoding by which it was read */
    record Text(String text, boolean whole, String encoding) implements Preview {}

    /** @param head as the file says. @param data not longer or wider than {@link #SCREEN} */
    record Picture(PictureHead head, ImageData data) implements Preview {}

    /** A picture of so many pixels that it is not unpacked. */
    record LargePicture(PictureHead head) implements Preview {}

    /** @param format a word for what its first bytes say. @param hex those */
    record Binary(String format, String hex) implements Preview {}

    /** Nothing is in it. */
    record Empty() implements Preview {}

    /**
     * Not for the UI thread.
     *
     * @param bytes the beginning of the file, or all of it
     * @param size of the whole file
     */
    static Preview of(byte[] bytes, long size) {
        boolean whole = bytes.length == size;
        if (size == 0) {
            return new Empty();
        }
        Optional<PictureHead> head = PictureHead.read(bytes);
        if (head.isPresent() && whole) {
            return picture(head.get(), bytes);
        }
        return PlainText.read(bytes, whole).<Preview>map(text -> text).orElseGet(() -> binary(bytes));
    }

    /** Whether more than the beginning of the file should be read, as it is a picture that could be shown then. */
    static boolean wantsMore(byte[] bytes, long size) {
        return bytes.length < size
                && size <= PICTURE_BYTES
                && PictureHead.read(bytes).filter(PictureHead::isModest).isPresent();
    }

    private static Preview picture(PictureHead head, byte[] bytes) {
        if (!head.isModest()) {
            return new LargePicture(head);
        }
        try {
            Optional<byte[]> single = head.single(bytes);
            return single.isPresent()
                    ? new Picture(head, fitting(new ImageData(new ByteArrayInputStream(single.get()))))
                    : binary(bytes);
        } catch (SWTException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return binary(bytes); // damaged, or made to be
        } catch (OutOfMemoryError e) { // one large array, of which nothing is left
            return new LargePicture(head);
        }
    }

    /** Not larger than a screen, so that the UI thread has little to do with it. */
    private static ImageData fitting(ImageData data) {
        int longest = Math.max(data.width, data.height);
        return longest <= SCREEN
                ? data
                : data.scaledTo(Math.max(1, (int) ((long) data.width * SCREEN / longest)), Math.max(1, (int)
                        ((long) data.height * SCREEN / longest)));
    }

    private static Preview binary(byte[] bytes) {
        return new Binary(FileFormat.of(bytes), HexDump.of(bytes));
    }
}
