using System.Reflection;
using BenchmarkDotNet.Running;
using FinScoring.Benchmarks;

switch (args)
{
    case ["bare-host", var url]:
        BareHost.Run(url);
        return 0;
    case ["batch", var url, var csv, var times]:
        return await BatchClient.RunAsync(new Uri(url), csv, int.Parse(times));
    case ["training", var url, var csv]:
        return await TrainingComparison.RunAsync(new Uri(url), csv);
    default:
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
        return 0;
}
