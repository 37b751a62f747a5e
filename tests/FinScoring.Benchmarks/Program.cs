using System.Reflection;
using BenchmarkDotNet.Running;
using FinScoring.Benchmarks;

switch (args)
{
    case ["accuracy", var url, ..]:
        await AccuracyTable.RunAsync(new Uri(url), args[2..]);
        return 0;
    case ["bare-host", var url]:
        BareHost.Run(url);
        return 0;
    case ["batch", var url, var times]:
        return await BatchClient.RunAsync(new Uri(url), SharedData.GermanCredit, int.Parse(times));
    case ["cold", var url]:
        await ColdVersions.RunAsync(new Uri(url));
        return 0;
    case ["loan-row", var path]:
        GermanCreditJson.Write(path);
        return 0;
    case ["soak", var url, var models, var minutes]:
        return await Soak.RunAsync(new Uri(url), models, int.Parse(minutes));
    case ["training", var url]:
        await TrainingComparison.RunAsync(new Uri(url));
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
        return 0;
}
