package dev.firebreak.acceptance;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A page's picture as it is kept: with its 256 most frequent colours, which a page without photographs hardly exceeds. */
final class Picture {
    private static final int COLOURS = 256;

    private Picture() {}

    static void write(byte[] png, Path file) throws IOException {
        BufferedImage page = ImageIO.read(new ByteArrayInputStream(png));
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                counts.merge(page.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        List<Integer> palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(painted(page, palette), "png", file.toFile());
    }

    private static BufferedImage painted(BufferedImage page, List<Integer> palette) {
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage small =
                new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                int colour = page.getRGB(x, y) & 0xffffff;
                small.getRaster().setSample(x, y, 0, nearest.computeIfAbsent(colour, it -> nearest(it, palette)));
            }
        }
        return small;
    }

    private static int nearest(int colour, List<Integer> palette) {
        return palette.indexOf(palette.stream()
                .min(Comparator.comparingInt(other -> distance(colour, other)))
                .orElseThrow());
    }

    private static int distance(int one, int other) {
        int red = (one >> 16) - (other >> 16);
        int green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
        int blue = (one & 0xff) - (other & 0xff);
        return red * red + green * green + blue * blue;
    }
}
