import Testing

@Suite("What the clip command prints") struct ClipGoldenTests {
    private static func clip(_ name: String, _ fixture: String, _ options: String...) -> Golden {
        Golden("clip_" + name, ["clip", "Fixtures/media/\(fixture)/playlist.m3u8"] + options)
    }

    private static let goldens: [Golden] = [
        Golden("help_clip", ["clip", "--help"]),
        clip("smart", "ts_closed_gop_25", "--start", "345", "--end", "4s", "-o", "{out}/a.mp4"),
        clip("encode", "ts_vfr", "--range", "345..2s", "--mode", "encode", "-o", "{out}/a.mp4"),
        clip("copy", "ts_open_gop", "--range", "345..4s", "--mode", "copy", "-o", "{out}/a.mp4"),
        clip("gap", "ts_gap", "--range", "1000..4500", "-o", "{out}/a.mp4"),
        clip("gap_allowed", "ts_gap", "--range", "1000..4500", "--allow-gaps", "-o", "{out}/a.mp4"),
        clip("audio_only", "ts_audio_only", "--range", "345..2s", "--mode", "copy", "-o", "{out}/a.m4a"),
        clip("video_only", "ts_video_only", "--range", "0..50", "--mode", "copy", "-o", "{out}/a.mp4"),
        clip(
            "several", "ts_closed_gop_25", "--range", "0..1s", "--range", "2s..3s", "--mode", "copy", "-o",
            "{out}/%d.mp4"),
        clip("json", "ts_open_gop", "--range", "345..4s", "--mode", "copy", "-o", "{out}/a.mp4", "--json"),
        clip(
            "several_json", "ts_closed_gop_25", "--range", "0..end", "--range", "2s..2500", "--mode", "copy",
            "-o", "{out}/%d.mp4", "--json"),
        clip("plan", "ts_parameter_sets_once", "--range", "345..4s", "--plan"),
        clip("plan_copy", "ts_open_gop", "--range", "345..4s", "--plan", "--mode", "copy"),
        clip("plan_encode", "ts_closed_gop_25", "--range", "start..end", "--plan", "--mode", "encode"),
        clip("plan_several", "ts_closed_gop_25", "--range", "0..40", "--range", "end-40..end", "--plan"),
        clip("plan_json", "ts_closed_gop_25", "--range", "345..4s", "--plan", "--json"),
        clip("rule_keyframe", "ts_closed_gop_25", "--range", "2345..4s", "--rule", "keyframe", "--plan"),
        clip("reversed", "ts_closed_gop_25", "--range", "2s..1s", "--plan"),
        clip("beyond_end", "ts_closed_gop_25", "--range", "2s..6001", "--plan"),
        clip("no_range", "ts_closed_gop_25", "-o", "{out}/a.mp4"),
        clip("bad_range", "ts_closed_gop_25", "--range", "1s-2s", "-o", "{out}/a.mp4"),
        clip("bad_time", "ts_closed_gop_25", "--start", "1.5", "--end", "2s", "-o", "{out}/a.mp4"),
        clip("no_output", "ts_closed_gop_25", "--range", "1s..2s"),
        clip("one_file_for_two", "ts_closed_gop_25", "--range", "0..1s", "--range", "2s..3s", "-o", "a.mp4"),
        clip("ending", "ts_closed_gop_25", "--range", "1s..2s", "-o", "{out}/a.mkv"),
        clip("exists", "ts_closed_gop_25", "--range", "1s..2s", "-o", "Fixtures/media/fmp4/init.mp4"),
    ]

    @Test("exit code, standard output and standard error", arguments: goldens)
    func golden(_ golden: Golden) throws { try golden.check() }
}
