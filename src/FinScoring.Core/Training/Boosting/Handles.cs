using Microsoft.Win32.SafeHandles;

namespace FinScoring.Core.Training.Boosting;

/// <summary>Binned rows in the native library.</summary>
internal sealed class DatasetHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => NativeMethods.FreeDataset(handle) == 0;
}

/// <summary>A model in the native library.</summary>
internal sealed class BoosterHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => NativeMethods.FreeBooster(handle) == 0;
}
