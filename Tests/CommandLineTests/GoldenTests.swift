import Testing

@Suite("What the command prints") struct GoldenTests {
    private static func media(_ name: String) -> String { "Fixtures/media/\(name)/playlist.m3u8" }

    private static let goldens: [Golden] = [
        Golden("help", ["--help"]),
        Golden("help_analyze", ["analyze", "--help"]),
        Golden("help_locate", ["locate", "--help"]),
        Golden("help_frame", ["frame", "--help"]),
        Golden("help_explain", ["explain", "--help"]),
        Golden("help_doctor", ["doctor", "--help"]),
        Golden("version", ["--version"]),
        Golden("analyze", ["analyze", media("ts_closed_gop_25")]),
        Golden("analyze_gap", ["analyze", media("ts_gap")]),
        Golden("analyze_drift_and_drop", ["analyze", media("ts_extinf_integers")]),
        Golden("analyze_keyframes", ["analyze", media("ts_open_gop"), "--keyframes", "--segments", "1..2"]),
        Golden("analyze_segments_beyond", ["analyze", media("ts_open_gop"), "--segments", "3..9"]),
        Golden("analyze_no_media", ["analyze", media("ts_discontinuity_reset"), "--no-media"]),
        Golden(
            "analyze_multivariant", ["analyze", media("multivariant_audio_rendition"), "--variant", "108p"]),
        Golden("analyze_json", ["analyze", media("ts_discontinuity_reset"), "--json"]),
        Golden("analyze_fail_on", ["analyze", media("ts_closed_gop_25"), "--fail-on", "info", "--quiet"]),
        Golden("locate", ["locate", media("ts_program_date_time"), "1234", "end-1", "0:02.5", "--verbose"]),
        Golden("locate_gap", ["locate", media("ts_gap"), "2500"]),
        Golden("locate_json", ["locate", media("ts_gap"), "2500", "3.1s", "--json"]),
        Golden(
            "frame", ["frame", media("ts_closed_gop_25"), "5999", "0", "1:00.5", "-o", "{out}/{index}.png"]),
        Golden(
            "frame_several",
            ["frame", media("ts_closed_gop_25"), "5999", "0", "-o", "{out}/{index}-{ms}.png"]),
        Golden("frame_gap", ["frame", media("ts_gap"), "2500", "1000", "-o", "{out}/pictures"]),
        Golden("frame_undecodable", ["frame", media("ts_no_keyframe_at_start"), "0", "-o", "{out}/a.jpg"]),
        Golden("frame_json", ["frame", media("ts_gap"), "3100", "2500", "-o", "{out}/pictures", "--json"]),
        Golden(
            "frame_exists", ["frame", media("ts_gap"), "3100", "-o", "Fixtures/README.md", "--format", "png"]),
        Golden("frame_no_folder", ["frame", media("ts_gap"), "3100", "-o", "{out}/missing/a.png"]),
        Golden("frame_ending", ["frame", media("ts_gap"), "3100", "-o", "{out}/a.tiff"]),
        Golden("frame_one_file_for_two", ["frame", media("ts_gap"), "0", "1", "-o", "{out}/a.jpg"]),
        Golden("explain", ["explain", "med012"]),
        Golden("explain_all", ["explain"]),
        Golden("explain_json", ["explain", "MED012", "--json"]),
        Golden("explain_unknown", ["explain", "XYZ999"]),
        Golden("doctor", ["doctor"]),
        Golden("time_without_unit", ["locate", media("ts_gap"), "83.456"]),
        Golden("time_that_is_none", ["locate", media("ts_gap"), "soon"]),
        Golden("time_missing", ["locate", media("ts_gap")]),
        Golden("option_unknown", ["analyze", media("ts_gap"), "--sgements", "1"]),
        Golden("option_bad_value", ["analyze", media("ts_gap"), "--zero", "noon"]),
        Golden("command_unknown", ["analyse", media("ts_gap")]),
        Golden("source_missing", ["analyze", "nowhere/playlist.m3u8"]),
        Golden("source_missing_json", ["analyze", "nowhere/playlist.m3u8", "--json"]),
        Golden("source_is_a_segment", ["analyze", "Fixtures/media/ts_gap/segment0.ts"]),
        Golden("usage_json", ["locate", media("ts_gap"), "83.456", "--json"]),
        Golden("header_bad", ["locate", media("ts_gap"), "0", "--header", "nonsense"]),
        Golden("variant_unknown", ["analyze", media("multivariant_audio_rendition"), "--variant", "2160p"]),
        Golden("beyond_end", ["locate", media("ts_gap"), "5000"]),
        Golden("completion_bash", ["--generate-completion-script", "bash"], lineLimit: 3),
        Golden("completion_zsh", ["--generate-completion-script", "zsh"], lineLimit: 1),
        Golden("completion_fish", ["--generate-completion-script", "fish"], lineLimit: 1),
    ]

    @Test("exit code, standard output and standard error", arguments: goldens)
    func golden(_ golden: Golden) throws { try golden.check() }
}
