using System.Text;
using FinScoring.Core.Data;
using FinScoring.Core.Models;

namespace FinScoring.Api.Http.Docs;

/// <summary>A model that answers, as the document shows it.</summary>
internal sealed record Champion(ModelKey Model, Manifest Manifest)
{
    public Signature Signature => Manifest.Signature;

    /// <summary>What a request is scored by, as the end of a sentence.</summary>
    public string Scores => $"{Model}, version {Manifest.Version}, which gives the probability of {Manifest.Event}.";

    /// <summary>The schema of a row, for trade of a bar. loan/card-2024 has LoanCard_2024Row: no two names become one.</summary>
    public string RowSchemaName => Pascal(Model.Domain) + Pascal(Model.Name) + (Signature.LookBack is null ? "Row" : "Bar");

    /// <summary>The schema of a request for one answer: a row, for trade a symbol and its bars.</summary>
    public string RequestSchemaName => Signature.LookBack is null ? RowSchemaName : Pascal(Model.Domain) + Pascal(Model.Name) + "Bars";

    private static string Pascal(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != '-')
                text.Append(i == 0 || name[i - 1] == '-' ? char.ToUpperInvariant(name[i]) : name[i]);
            else if (i + 1 == name.Length || !char.IsAsciiLetter(name[i + 1]))
                text.Append('_');
        }

        return text.ToString();
    }
}
