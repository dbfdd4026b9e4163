package com.ninja3cx.simulator.score;

import java.util.Arrays;
import java.util.List;

/// Which word that was heard stands for which word of the reference, with the fewest errors
/// (Levenshtein distance, walked back from the end).
///
/// @param errors words substituted, missing and added
/// @param heardAt for each word of the reference the index of the heard word in its place; -1 where
///   none is
/// @param correct for each word of the reference whether exactly it was heard there
public record WordAlignment(int errors, int[] heardAt, boolean[] correct) {

    /// Compares two whole texts.
    public static WordAlignment of(List<String> reference, List<String> heard) {
        return align(reference, heard, false);
    }

    /// Compares what was heard so far: words of the reference that are still to come are no errors.
    public static WordAlignment ofBeginning(List<String> reference, List<String> heard) {
        return align(reference, heard, true);
    }

    private static WordAlignment align(
            List<String> reference, List<String> heard, boolean restIsToCome) {
        int[][] cost = costs(reference, heard);
        int columns = heard.size();
        int row = reference.size();
        if (restIsToCome) {
            for (int i = row - 1; i >= 0; i--) {
                row = cost[i][columns] < cost[row][columns] ? i : row;
            }
        }
        int errors = cost[row][columns];
        int[] heardAt = new int[reference.size()];
        Arrays.fill(heardAt, -1);
        boolean[] correct = new boolean[reference.size()];
        for (int i = row, j = columns; i > 0 && j > 0; ) {
            boolean same = reference.get(i - 1).equals(heard.get(j - 1));
            if (cost[i][j] == cost[i - 1][j - 1] + (same ? 0 : 1)) {
                i--;
                j--;
                heardAt[i] = j;
                correct[i] = same;
            } else if (cost[i][j] == cost[i - 1][j] + 1) {
                i--;
            } else {
                j--;
            }
        }
        return new WordAlignment(errors, heardAt, correct);
    }

    private static int[][] costs(List<String> reference, List<String> heard) {
        int[][] cost = new int[reference.size() + 1][heard.size() + 1];
        for (int j = 0; j <= heard.size(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= reference.size(); i++) {
            cost[i][0] = i;
            for (int j = 1; j <= heard.size(); j++) {
                int substituted =
                        cost[i - 1][j - 1]
                                + (reference.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1);
                cost[i][j] = Math.min(substituted, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
            }
        }
        return cost;
    }
}
