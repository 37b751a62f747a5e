using System.Runtime.InteropServices;

namespace FinScoring.Core.Training.Boosting;

/// <summary>The calls of LightGBM's C API (c_api.h, 4.x) that training needs. Each returns 0, or -1 with a message to ask for.</summary>
internal static partial class NativeMethods
{
    public const int Float32 = 0, Int64 = 3;

    /// <summary>The sum of the leaves, before the sigmoid.</summary>
    public const int RawScore = 1;

    private const string Library = "lib_lightgbm";

    [LibraryImport(Library, EntryPoint = "LGBM_GetLastError")]
    public static partial nint LastError();

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetCreateFromCSR", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateDataset(
        ReadOnlySpan<long> starts, int startType, ReadOnlySpan<int> slots, ReadOnlySpan<float> values, int valueType,
        long startCount, long valueCount, long width, string parameters, nint reference, out DatasetHandle dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetGetSubset", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TakeRows(DatasetHandle dataset, ReadOnlySpan<int> rows, int count, string parameters, out DatasetHandle taken);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetField(DatasetHandle dataset, string field, ReadOnlySpan<float> values, int count, int type);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetFree")]
    public static partial int FreeDataset(nint dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateBooster(DatasetHandle train, string parameters, out BoosterHandle booster);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterLoadModelFromString", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LoadBooster(string model, out int rounds, out BoosterHandle booster);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterAddValidData")]
    public static partial int AddValidation(BoosterHandle booster, DatasetHandle validation);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int Update(BoosterHandle booster, out int finished);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterGetEval")]
    public static partial int Evaluate(BoosterHandle booster, int dataset, out int count, Span<double> metrics);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterSaveModelToString")]
    public static partial int SaveModel(
        BoosterHandle booster, int start, int rounds, int importanceType, long size, out long written, Span<byte> text);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterPredictForCSR", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Predict(
        BoosterHandle booster, ReadOnlySpan<long> starts, int startType, ReadOnlySpan<int> slots, ReadOnlySpan<float> values, int valueType,
        long startCount, long valueCount, long width, int kind, int start, int rounds, string parameters, out long count, Span<double> scores);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterFree")]
    public static partial int FreeBooster(nint booster);

    /// <exception cref="TrainingFaultException">The call failed.</exception>
    public static void Check(int result)
    {
        if (result != 0) throw new TrainingFaultException($"LightGBM failed: {Marshal.PtrToStringUTF8(LastError())}");
    }
}
