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
    case ["loan-row", var path]:
        GermanCreditJson.Write(path);
        return 0;
    case ["training", var url]:
        await TrainingComparison.RunAsync(new Uri(url));
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
        return 0;
}
